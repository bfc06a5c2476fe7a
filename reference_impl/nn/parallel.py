"""`nn.DataParallel` where there is no device to spread a batch over.

Source: https://pytorch.org/docs/stable/generated/torch.nn.DataParallel.html
"""

from .module import Module


class DataParallel(Module):
    """Calls the module it holds, whose names begin with `module.` from then on."""

    __module__ = "torch.nn.parallel.data_parallel"

    def __init__(self, module, device_ids=None, output_device=None, dim=0):
        super().__init__()
        self.module = module
        self.device_ids = []

    def forward(self, *inputs, **kwargs):
        return self.module(*inputs, **kwargs)
