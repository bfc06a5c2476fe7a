"""Torches with a fault in one operator, to see it noticed."""

import types

import torch

from conformance.subjects.eager import Eager


def with_operator(name, function):
    """The installed torch as a subject, with `function` in the place of `torch.<name>`."""
    namespace = types.ModuleType("torch")
    namespace.__dict__.update(vars(torch))
    setattr(namespace, name, function)
    return Eager("faulty", namespace)


def with_derivative(name, change):
    """torch, with the gradient that its `name` hands back passed through `change(grad, input)`."""
    right = getattr(torch, name)

    def faulty(input, *args, **kwargs):
        inner = input.clone()  # a hook of the input itself would see what comes from elsewhere, too
        if inner.requires_grad:
            inner.register_hook(lambda grad: change(grad, input.detach()))
        return right(inner, *args, **kwargs)

    return with_operator(name, faulty)
