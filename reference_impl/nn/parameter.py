"""`nn.Parameter` and `nn.Buffer`: tensors that a module finds as its own."""

from collections import OrderedDict

from ..tensor import ONLY_FLOATING, Tensor, can_require_grad, parts_of

NOT_A_FLAG = "_make_subclass(): argument 'require_grad' (position 3) must be bool, not {}"


class Parameter(Tensor):
    """As `torch.nn.Parameter`: the memory and version counter of `data`, requiring grad."""

    __module__ = "torch.nn.parameter"

    def __new__(cls, data=None, requires_grad=True):
        # rule: leaves.parameter
        parameter = _alias(cls, data)
        if type(requires_grad) is not bool:
            raise TypeError(NOT_A_FLAG.format(type(requires_grad).__name__))
        if requires_grad and not can_require_grad(parameter.dtype):
            raise RuntimeError(ONLY_FLOATING.format("Only", " and complex"))
        # rule: modules.parameters-require-grad
        parameter.requires_grad = requires_grad
        return parameter

    def __init__(self, data=None, requires_grad=True):
        pass

    def __deepcopy__(self, memo):
        """A copy of the values and the flag; unlike that of a plain leaf without `.grad`."""
        # rule: leaves.deepcopy
        memo[id(self)] = copy = type(self)(self.data.clone(), self.requires_grad)
        return copy

    def __reduce_ex__(self, protocol):
        return _rebuild_parameter, (self.data, self.requires_grad, vars(self))


class _BufferMeta(type(Tensor)):
    """A Buffer is a plain tensor with a mark."""

    def __instancecheck__(cls, instance):
        return isinstance(instance, Tensor) and getattr(instance, "_is_buffer", False)


class Buffer(Tensor, metaclass=_BufferMeta):
    """As `torch.nn.Buffer`: assigned to a module, a part of its state that is not trained."""

    __module__ = "torch.nn.parameter"

    def __new__(cls, data=None, *, persistent=True):
        buffer = _alias(Tensor, data)
        buffer._requires_grad = data is not None and data.requires_grad
        buffer.persistent = persistent
        buffer._is_buffer = True
        return buffer


def _alias(cls, data):
    """A tensor of that class on the memory and the version counter of `data`."""
    if data is None:
        from ..factories import FACTORIES

        data = FACTORIES["empty"](0)
    alias = data.detach()
    alias.__class__ = cls
    return alias


def _rebuild_parameter(data, requires_grad, attributes):
    parameter = Parameter(data, requires_grad)
    parameter._hooks = OrderedDict()
    parts_of(parameter).update(attributes)
    return parameter


def clear_grad(param, set_to_none):
    """What `zero_grad` does to one parameter."""
    # rule: accumulation.zero-grad
    if param.grad is None:
        return
    if set_to_none:
        param.grad = None
        return
    if param.grad.grad_fn is not None:
        param.grad.detach_()
    else:
        param.grad.requires_grad_(False)
    param.grad.zero_()
