"""`torch.linalg`: the names of linear algebra. What they compute is in `ops/`."""

from .ops.contractions import matmul, multi_dot, tensordot, vecdot  # noqa: F401
from .ops.norms import linalg_norm as norm  # noqa: F401
from .ops.norms import matrix_norm, vector_norm  # noqa: F401
from .ops.rearranging import linalg_cross as cross  # noqa: F401
from .ops.views import diagonal  # noqa: F401
