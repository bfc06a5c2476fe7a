"""Torches with a fault in one operator, to see it noticed."""

import operator
import types

import torch

from conformance.subjects.eager import Eager


def with_operator(name, function):
    """The installed torch as a subject, with `function` in the place of `torch.<name>`."""
    *modules, last = name.split(".")
    place = namespace = _like(torch)
    for module in modules:
        setattr(place, module, _like(getattr(place, module)))
        place = getattr(place, module)
    setattr(place, last, function)
    return Eager("faulty", namespace)


def _like(module):
    """A module with the same names."""
    made = types.ModuleType(module.__name__)
    made.__dict__.update(vars(module))
    return made


def with_derivative(name, change):
    """torch, with the gradient that its `name` hands back passed through `change(grad, input)`."""
    right = operator.attrgetter(name)(torch)

    def faulty(input, *args, **kwargs):
        output = right(input, *args, **kwargs)

        def hook(grads, _):
            return (change(grads[0], input.detach()), *grads[1:])

        # A hook of the input would see what comes from elsewhere, too.
        if input.requires_grad:
            output.grad_fn.register_hook(hook)
        return output

    return with_operator(name, faulty)
