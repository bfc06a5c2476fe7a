"""Both flags of anomaly mode, in and after every block around every block, left in each way."""

import warnings

import torch
from torch.autograd import detect_anomaly, set_detect_anomaly

warnings.simplefilter("ignore")
blocks = [
    lambda: detect_anomaly(),
    lambda: detect_anomaly(check_nan=False),
    lambda: detect_anomaly(True),
    lambda: set_detect_anomaly(True),
    lambda: set_detect_anomaly(True, check_nan=False),
    lambda: set_detect_anomaly(False),
    lambda: set_detect_anomaly(False, False),
]
x = torch.tensor([0.0, 1.0], requires_grad=True)


def flags():
    return torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled()


def found():
    """Whether a gradient that is NaN is noticed."""
    try:
        torch.autograd.grad((x.sqrt() * 0).sum(), x)
    except RuntimeError as error:
        return str(error)
    return None


def nested(outer, inner, fails):
    seen = [flags()]
    with outer():
        seen.append(flags())
        try:
            with inner():
                seen.append(flags())
                if fails:
                    raise ValueError("out")
        except ValueError:
            seen.append("left")
        seen.append((flags(), found()))
    seen.append((flags(), found()))
    print(seen)


for outer in blocks:
    for inner in blocks:
        nested(outer, inner, False)
nested(blocks[4], blocks[0], True)
nested(blocks[1], blocks[5], True)

one = detect_anomaly(check_nan=False)
with one:
    print(flags())
print(flags())
with one:
    with one:
        print(flags())
    print(flags())
print(flags())
two = set_detect_anomaly(True, False)
print(flags(), found())
with two:
    print(flags(), found())
print(flags())
set_detect_anomaly(True)
print(flags(), found())
set_detect_anomaly(True, check_nan=False)
with detect_anomaly():
    print(flags(), found())
print(flags(), found())
set_detect_anomaly(False)
print(flags())
with detect_anomaly(check_nan=False):
    set_detect_anomaly(True, True)
    print(flags(), found())
print(flags())
set_detect_anomaly(1)
set_detect_anomaly(None)
set_detect_anomaly(True, "no")
set_detect_anomaly()
detect_anomaly(False, False)
with detect_anomaly("no"):
    print(flags())
set_detect_anomaly(torch.tensor(True))
print(flags())


@set_detect_anomaly(True)
def decorated():
    return flags()


decorated()
print(flags())
set_detect_anomaly(False)


def generator():
    with detect_anomaly(check_nan=False):
        yield flags()
    yield flags()


run = generator()
print(next(run), flags(), next(run), flags())
with torch.no_grad(), detect_anomaly(), torch.inference_mode():
    print(flags(), torch.is_grad_enabled())
hooked = []
y = x.sqrt()
y.register_hook(lambda g: hooked.append(flags()))
with detect_anomaly(check_nan=False):
    y.sum().backward()
print(hooked, flags(), x.grad)
