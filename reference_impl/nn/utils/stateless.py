"""`torch.nn.utils.stateless`: the older home of `torch.func.functional_call`."""

from ...functional_call import stateless_functional_call as functional_call  # noqa: F401
