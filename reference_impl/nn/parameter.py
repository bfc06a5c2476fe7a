"""`nn.Parameter`: a leaf that requires grad, and that a module finds as its own."""

from ..tensor import Tensor


class Parameter(Tensor):
    """As `torch.nn.Parameter`: the memory and version counter of `data`, requiring grad."""

    __module__ = "torch.nn.parameter"

    def __new__(cls, data=None, requires_grad=True):
        # rule: leaves.parameter
        if data is None:
            from ..factories import FACTORIES

            data = FACTORIES["empty"](0)
        parameter = data.detach()
        parameter._is_alias = False
        parameter.__class__ = cls
        parameter.requires_grad = requires_grad
        return parameter

    def __init__(self, data=None, requires_grad=True):
        pass
