"""Each mode within each other: what is on inside, and after the block was left in any way."""

import torch
import torch.autograd.forward_ad as fwAD

x = torch.ones(2, requires_grad=True)
def keeps(t):
    print("packed", t.shape)
    return t
def saved():
    with torch.enable_grad():
        try:
            (x * x).sum().backward()
        except RuntimeError as e:
            print(e)
def with_hooks():
    try:
        with torch.autograd.graph.saved_tensors_hooks(keeps, lambda t: t):
            saved()
    except RuntimeError as e:
        print(e)
def level():
    try:
        return fwAD.unpack_dual(fwAD.make_dual(torch.ones(1), torch.ones(1))).tangent
    except RuntimeError as e:
        return e
def state():
    print(torch.is_grad_enabled(), torch.is_inference_mode_enabled(), torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled(), torch.is_autocast_enabled("cpu"), torch.get_autocast_dtype("cpu"))
modes = dict(
    no_grad=lambda: torch.no_grad(),
    enable_grad=lambda: torch.enable_grad(),
    switched_on=lambda: torch.set_grad_enabled(True),
    switched_off=lambda: torch.set_grad_enabled(False),
    inference=lambda: torch.inference_mode(),
    no_inference=lambda: torch.inference_mode(False),
    anomaly=lambda: torch.autograd.set_detect_anomaly(True, check_nan=False),
    no_anomaly=lambda: torch.autograd.set_detect_anomaly(False),
    autocast=lambda: torch.autocast("cpu", dtype=torch.float16),
    no_autocast=lambda: torch.autocast("cpu", enabled=False),
)
def left(make, how):
    for number in (1, 2):
        try:
            with make():
                state()
                if how == "raise":
                    raise ValueError(how)
                if how == "return":
                    return number
                if how == "break":
                    break
                if how == "continue":
                    continue
        except ValueError as e:
            print(e)
        state()
for outer, make in modes.items():
    for inner, other in modes.items():
        print(outer, inner)
        with make():
            with other():
                state()
            state()
            kept = other()
            try:
                with kept:
                    raise KeyError(inner)
            except KeyError as e:
                print(e)
            state()
            if "anomaly" not in inner:
                function = other()(lambda: state())
                function()
                state()
        state()
    for how in ("raise", "return", "break", "continue"):
        left(make, how)
        state()
for name in ("no_grad", "enable_grad", "switched_off", "inference"):
    @modes[name]()
    def items():
        for number in range(3):
            state()
            yield number, torch.is_grad_enabled()
    for outer in ("no_grad", "enable_grad"):
        with modes[outer]():
            g = items()
            print(next(g))
            state()
            g.close()
            state()
            g = items()
            print(next(g))
            try:
                g.throw(ValueError("thrown"))
            except ValueError as e:
                print(e)
            state()
            print(list(items()))
            state()
        state()
off = torch.autograd.graph.disable_saved_tensors_hooks
with off("outer"):
    with_hooks()
    with off("inner"):
        with_hooks()
    with_hooks()
    try:
        with off("raised"):
            raise ValueError
    except ValueError:
        with_hooks()
with_hooks()
with torch.autograd.graph.saved_tensors_hooks(keeps, lambda t: t):
    try:
        with off("within hooks"):
            saved()
    except RuntimeError as e:
        print(e)
    saved()
with torch.autograd.graph.saved_tensors_hooks(keeps, lambda t: t):
    with torch.autograd.graph.save_on_cpu():
        saved()
    try:
        with torch.autograd.graph.save_on_cpu():
            raise ValueError
    except ValueError:
        saved()
saved()
with fwAD.dual_level():
    print(level())
    try:
        with fwAD.dual_level():
            print(level())
    except RuntimeError as e:
        print(e)
    print(level())
print(level())
