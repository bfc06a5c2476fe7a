"""A hook on several tensors at once: called when all, or any, of their gradients are known.

Source: https://pytorch.org/docs/stable/autograd.html#torch.autograd.graph.register_multi_grad_hook
"""


class _Handle:
    def __init__(self, handles):
        self.handles = handles

    def remove(self):
        for handle in self.handles:
            handle.remove()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.remove()


def register_multi_grad_hook(tensors, fn, *, mode="all"):
    """`fn(grads)` once all gradients are there ("all"), or `fn(grad)` for the first ("any")."""
    if mode not in ("all", "any"):
        raise ValueError(f"Expects mode to be one of ('all', 'any') but got {mode}")
    return _on_all(tensors, fn) if mode == "all" else _on_any(tensors, fn)


def _on_all(tensors, fn):
    buffer, state = [None] * len(tensors), {"arrived": 0}

    def hook_of(place):
        def hook(grad):
            buffer[place] = grad
            state["arrived"] += 1
            if state["arrived"] == len(tensors):
                fn(tuple(buffer))
                buffer[:] = [None] * len(tensors)
                state["arrived"] = 0

        return hook

    return _Handle([t.register_hook(hook_of(i)) for i, t in enumerate(tensors)])


def _on_any(tensors, fn):
    state = {"called": False}

    def hook(grad):
        if not state["called"]:
            state["called"] = True
            fn(grad)

    return _Handle([t.register_hook(hook) for t in tensors])
