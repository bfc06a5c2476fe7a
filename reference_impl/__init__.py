"""A reference implementation of PyTorch's autograd: `import reference_impl as torch`.

torch tensors serve as memory and arithmetic; views, version counters, the graph, the backward pass
and every derivative are written here, to be read. Start with `storage`, `version`, `tensor`, then
`graph`, `engine`, `accumulate`, then `views`, `hooks`, `function`, then `ops/`.
"""

import torch as _torch
from torch import (  # noqa: F401
    Generator,
    Size,
    are_deterministic_algorithms_enabled,
    bfloat16,
    cdouble,
    cfloat,
    chalf,
    channels_last,
    channels_last_3d,
    complex32,
    complex64,
    complex128,
    contiguous_format,
    device,
    double,
    dtype,
    e,
    finfo,
    float,
    float16,
    float32,
    float64,
    get_default_dtype,
    half,
    iinfo,
    inf,
    int,
    int8,
    int16,
    int32,
    int64,
    is_deterministic_algorithms_warn_only_enabled,
    layout,
    long,
    manual_seed,
    memory_format,
    nan,
    per_tensor_affine,
    pi,
    preserve_format,
    random,
    set_default_dtype,
    set_printoptions,
    short,
    strided,
    uint8,
    use_deterministic_algorithms,
)
from torch import bool as bool

from . import (  # noqa: F401
    amp,
    attributes,
    autograd,
    backends,
    convert,
    copying,
    cpu,
    cuda,
    dual_numbers,
    factories,
    fft,
    func,
    linalg,
    masked,
    nested_functions,
    nn,
    ops,
    optim,
    python_functions,
    resizing,
    semantics,
    special,
    testing,
    utils,
)
from .anomaly import (  # noqa: F401
    is_anomaly_check_nan_enabled,
    is_anomaly_enabled,
    set_anomaly_enabled,
)
from .casting import (  # noqa: F401
    autocast,
    get_autocast_cpu_dtype,
    get_autocast_dtype,
    is_autocast_cache_enabled,
    is_autocast_cpu_enabled,
    is_autocast_enabled,
)
from .factories import set_default_device  # noqa: F401
from .grad_mode import (  # noqa: F401
    enable_grad,
    inference_mode,
    is_grad_enabled,
    is_inference_mode_enabled,
    no_grad,
    set_grad_enabled,
)
from .nn.typename import typename  # noqa: F401
from .ops.declare import FUNCTIONS as _functions
from .queries import (  # noqa: F401
    allclose,
    broadcast_shapes,
    can_cast,
    equal,
    get_num_threads,
    get_rng_state,
    initial_seed,
    is_complex,
    is_conj,
    is_floating_point,
    is_inference,
    is_neg,
    is_nonzero,
    is_same_size,
    is_signed,
    is_tensor,
    is_warn_always_enabled,
    numel,
    promote_types,
    result_type,
    seed,
    set_num_threads,
    set_rng_state,
    set_warn_always,
)
from .serialization import load, save  # noqa: F401
from .tensor import Tensor  # noqa: F401
from .utils.dlpack import from_dlpack  # noqa: F401

# dtypes and settings that not every release has
for _name in (
    "get_default_device",
    "complex32",
    "float8_e4m3fn",
    "float8_e5m2",
    "uint16",
    "uint32",
    "uint64",
):
    if hasattr(_torch, _name):
        globals()[_name] = getattr(_torch, _name)
globals().update(_functions)
globals().update(ops.argument_errors.made_public(_torch, _functions))
globals().update(factories.FACTORIES)
attributes.protect()
dual_numbers.follow_python_operators()
newaxis = None
vmap = func.vmap
__version__ = _torch.__version__


detach = ops.argument_errors.with_torch_errors(_torch, "detach", lambda input: input.detach())
detach_ = ops.argument_errors.with_torch_errors(_torch, "detach_", lambda input: input.detach_())

# What the installed release does not have is not here either.
semantics.set_release(_torch.__version__)
