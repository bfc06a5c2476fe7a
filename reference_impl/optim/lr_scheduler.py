"""`torch.optim.lr_scheduler`: the learning-rate schedules under their public names.

Source: https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate
"""

# ruff: noqa: F401
from .cyclic_schedules import CyclicLR, OneCycleLR
from .schedule import LRScheduler
from .schedule_changes import (
    ChainedScheduler,
    CosineAnnealingWarmRestarts,
    ReduceLROnPlateau,
    SequentialLR,
)
from .schedules import (
    ConstantLR,
    CosineAnnealingLR,
    ExponentialLR,
    LambdaLR,
    LinearLR,
    MultiplicativeLR,
    MultiStepLR,
    PolynomialLR,
    StepLR,
)
