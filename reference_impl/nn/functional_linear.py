"""`torch.nn.functional`: layers that multiply by a weight, look one up, or pad."""

from ..ops.contractions import linear  # noqa: F401
