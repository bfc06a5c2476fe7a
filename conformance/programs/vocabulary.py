"""The names a program may use: modules, what each of them offers, builtins, attributes.

Where the names are a closed set (modules, builtins, numpy, classes), this is an allow list. Where
they are open (operators and methods, of which every release of torch has more), it is a pattern
with exceptions. `subset` holds a program to it before it runs, `namespaces` again while it runs.
"""

import builtins
import re
from typing import NamedTuple


class Offer(NamedTuple):
    """What a module offers: some names, and perhaps those of a pattern, less some exceptions."""

    names: frozenset[str]
    pattern: re.Pattern | None
    less: frozenset[str]

    def __contains__(self, name):
        if name in self.names:
            return True
        if self.pattern is None or name in self.less:
            return False
        return self.pattern.fullmatch(name) is not None


def _words(text):
    return frozenset(text.split())


def _offer(names="", pattern=None, less=""):
    return Offer(_words(names), pattern and re.compile(pattern), _words(less))


_OPERATOR = r"[a-z][a-z0-9_]*"
_CLASS = r"[A-Z][A-Za-z0-9]*"

# What modules happen to have imported is no part of their offer.
_IMPORTED = """
    builtins contextlib ctypes dataclasses functools glob importlib inspect math np os platform sys
    textwrap threading torch typing warnings
"""

# Names of `torch` itself that are no tensor work: files, code, processes, settings of the process.
_NOT_OPERATORS = """
    accelerator amp ao backends classes compile compiler cpp cpu distributed distributions export
    functional futures fx hub jit library masked monitor mps mtia multiprocessing nested onnx ops
    overrides package profiler quantization quasirandom return_types serialization signal sparse
    storage testing torch_version types version windows xpu

    load save from_file fork wait seed cond while_loop classproperty typename default_generator
    import_ir_module import_ir_module_from_buffer init_num_threads merge_type_from_type_comment
    parse_ir parse_schema parse_type_comment prepare_multiprocessing_environment
    profiler_allow_cudagraph_cupti_lazy_reinit_cuda12 quantized_gru quantized_lstm read_vitals
    set_vital thread_safe_generator unify_type_list vitals_enabled

    autocast_decrement_nesting autocast_increment_nesting clear_autocast_cache
    compiled_with_cxx11_abi get_device_module get_file_path get_num_interop_threads get_num_threads
    set_anomaly_enabled set_autocast_cache_enabled set_autocast_cpu_dtype set_autocast_cpu_enabled
    set_autocast_dtype set_autocast_enabled set_autocast_gpu_dtype set_autocast_ipu_dtype
    set_autocast_ipu_enabled set_autocast_xla_dtype set_autocast_xla_enabled set_default_device
    set_default_tensor_type set_deterministic_debug_mode set_float32_matmul_precision
    set_flush_denormal set_num_interop_threads set_num_threads set_printoptions set_warn_always
    use_deterministic_algorithms
"""

# Dotted path below torch -> what it offers. A path that is not here cannot be reached.
TORCH = {
    "": _offer(
        """Tensor Size Generator FloatTensor DoubleTensor HalfTensor BFloat16Tensor LongTensor
        IntTensor ShortTensor CharTensor ByteTensor BoolTensor""",
        pattern=rf"(?:_foreach_)?{_OPERATOR}",
        less=_IMPORTED + _NOT_OPERATORS,
    ),
    "nn": _offer(pattern=_CLASS, less="Container DataParallel SyncBatchNorm"),
    "nn.functional": _offer(
        pattern=_OPERATOR,
        less=_IMPORTED
        + """assert_int_or_pair boolean_dispatch grad handle_torch_function has_torch_function
        has_torch_function_unary has_torch_function_variadic reproducibility_notes
        sparse_support_notes tf32_notes""",
    ),
    "nn.init": _offer(pattern=_OPERATOR, less=_IMPORTED),
    "nn.modules": _offer(),
    "nn.modules.module": _offer(
        """register_module_forward_hook register_module_forward_pre_hook
        register_module_full_backward_hook register_module_full_backward_pre_hook"""
    ),
    "nn.parameter": _offer("Parameter"),
    "nn.utils": _offer(
        """clip_grad_norm_ clip_grad_value_ clip_grads_with_norm_ get_total_norm
        parameters_to_vector remove_spectral_norm remove_weight_norm skip_init spectral_norm
        vector_to_parameters weight_norm"""
    ),
    "nn.utils.parametrize": _offer(
        """cached is_parametrized register_parametrization remove_parametrizations
        transfer_parametrizations_and_params type_before_parametrizations"""
    ),
    "nn.utils.parametrizations": _offer("spectral_norm weight_norm"),
    "optim": _offer(pattern=_CLASS),
    "optim.lr_scheduler": _offer(
        """ChainedScheduler ConstantLR CosineAnnealingLR CosineAnnealingWarmRestarts CyclicLR
        ExponentialLR LambdaLR LinearLR MultiStepLR MultiplicativeLR OneCycleLR PolynomialLR
        ReduceLROnPlateau SequentialLR StepLR"""
    ),
    "autograd": _offer(
        """Function Variable backward detect_anomaly enable_grad grad gradcheck gradgradcheck
        inference_mode no_grad set_detect_anomaly set_grad_enabled"""
    ),
    "autograd.graph": _offer(
        """GradientEdge Node allow_mutation_on_saved_tensors disable_saved_tensors_hooks
        get_gradient_edge increment_version register_multi_grad_hook save_on_cpu
        saved_tensors_hooks"""
    ),
    "autograd.function": _offer(
        "Function FunctionCtx InplaceFunction NestedIOFunction once_differentiable"
    ),
    "autograd.functional": _offer("hessian hvp jacobian jvp vhp vjp"),
    "autograd.forward_ad": _offer("dual_level make_dual unpack_dual"),
    "linalg": _offer("LinAlgError", pattern=_OPERATOR, less=_IMPORTED + "common_notes"),
    "fft": _offer(pattern=_OPERATOR, less=_IMPORTED + "common_args factory_common_args"),
    "special": _offer(pattern=_OPERATOR, less=_IMPORTED + "common_args multi_dim_common"),
    "func": _offer(
        "functional_call grad grad_and_value hessian jacfwd jacrev jvp linearize vjp vmap"
    ),
    "masked": _offer(
        """amax amin argmax argmin cumprod cumsum log_softmax logaddexp logsumexp mean median norm
        normalize prod softmax softmin std sum var"""
    ),
    "random": _offer("fork_rng get_rng_state initial_seed manual_seed set_rng_state"),
    "cuda": _offer("device_count is_available"),
    "utils": _offer("swap_tensors"),
    "utils.checkpoint": _offer("checkpoint checkpoint_sequential"),
}

# Modules outside torch -> what a program gets of them.
LIBRARIES = {
    "numpy": _offer(
        """array asarray ascontiguousarray copy ones zeros full empty eye arange linspace ones_like
        zeros_like full_like array_equal allclose shares_memory may_share_memory
        sum mean max min abs sqrt exp log sin cos dot matmul stack concatenate transpose where
        isnan isinf nan inf pi newaxis ndarray bool_ float16 float32 float64 complex64 complex128
        int8 int16 int32 int64 uint8"""
    ),
    "collections": _offer("OrderedDict defaultdict deque"),
    "copy": _offer("copy deepcopy"),
    "math": _offer(
        "pi e inf nan sqrt exp log log2 sin cos tan tanh isnan isinf isclose prod fabs floor ceil"
    ),
    "pickle": _offer("dumps loads"),
    "threading": _offer("Thread"),
    "warnings": _offer("warn catch_warnings simplefilter filterwarnings"),
}

# The name a module goes by in a program -> the module. These names are never variables, so that
# what `nn.Linear` means can be read off a statement alone.
MODULE_NAMES = {
    "torch": "torch",
    "nn": "torch.nn",
    "F": "torch.nn.functional",
    "init": "torch.nn.init",
    "optim": "torch.optim",
    "lr_scheduler": "torch.optim.lr_scheduler",
    "autograd": "torch.autograd",
    "forward_ad": "torch.autograd.forward_ad",
    "fwAD": "torch.autograd.forward_ad",
    "linalg": "torch.linalg",
    "np": "numpy",
    "numpy": "numpy",
    "collections": "collections",
    "copy": "copy",
    "math": "math",
    "pickle": "pickle",
    "threading": "threading",
    "warnings": "warnings",
}

_EXCEPTIONS = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, Exception)
)

# Builtins as they are; and those that a session has in a form of its own.
PLAIN_BUILTINS = _EXCEPTIONS | _words(
    """Ellipsis NotImplemented abs all any bool callable complex dict divmod enumerate filter float
    int isinstance issubclass len list map max min next range repr reversed round set slice sorted
    staticmethod str sum super tuple zip"""
)
BUILTINS = PLAIN_BUILTINS | _words("id print type")

# Attributes of values. Of those that begin with `_`, only these may be read, and fewer be set.
OBSERVED_PRIVATE = _words(
    "_version _base _is_view _grad _grad_fn _backward_hooks _indices _values _coalesced_"
)
SAVED = re.compile(r"_(?:raw_)?saved_[a-z0-9_]+")
SET_PRIVATE = _words("_grad _grad_fn")

# Methods that reach files, other processes, code or the interpreter's own objects; `obj` of an
# AttributeError and `source` of a warning are whatever some library was working on.
REFUSED_ATTRIBUTES = _words(
    """load save hub ops compile jit os sys cpp_extension tofile fromfile memmap from_file
    from_buffer write_file dump ctypes ctypeslib share_memory share_memory_ mro format format_map
    func_globals func_code func_closure exec eval with_traceback fromstring loadtxt savetxt
    genfromtxt import_module system popen builtins obj source"""
)
# Of frames, generators, tracebacks, coroutines and code objects; no tensor method begins so.
INTERPRETER = re.compile(r"(?:f|gi|tb|cr|ag|co)_[a-z]+")

BASES = _words(
    """torch.autograd.Function torch.autograd.function.Function autograd.Function Function
    torch.nn.Module nn.Module Module"""
)

# Larger integers in the text of a program are refused: no program about autograd needs them.
LARGEST = 10**7
