"""`torch.backends`: the settings of the kernels, which are torch's own."""

import sys

from torch.backends import cuda, cudnn, mkl, mkldnn, mps, openmp

for _module in (cuda, cudnn, mkl, mkldnn, mps, openmp):
    sys.modules[f"{__name__}.{_module.__name__.rpartition('.')[2]}"] = _module
