"""What a node shows of the settings of its operation: `_saved_dim`, `_saved_self_sym_sizes`, ...

torch keeps settings in C++, and shows them as they were kept there: what may be several is a tuple,
and a whole number below zero is read as an unsigned one. (A `Scalar`, such as an exponent, keeps
its sign.)

Source: tools/autograd/gen_autograd_functions.py
"""

_UNSIGNED = 2**64
_LAST = 2**63 - 1  # the end of a slice that is open

_NAMES_OF_WHOLE_NUMBERS = """
    dim dim0 dim1 dim2 dims index start end step offset diagonal shifts pad ignore_index
    padding_idx storage_offset size stride
"""
_NODES_OF_SEVERAL_DIMS = """
    SumBackward1 NansumBackward0 MeanBackward1 AmaxBackward0 AminBackward0 VarBackward0 StdBackward0
    VarMeanBackward0 StdMeanBackward0 LogsumexpBackward0 LinalgVectorNormBackward0
"""
_NODES_THAT_KNOW_THEIR_INPUT = """
    DiagonalBackward0 ExpandBackward0 IndexBackward0 IndexSelectBackward0 KthvalueBackward0
    MaxBackward0 MeanBackward0 MeanBackward1 MedianBackward1 MinBackward0 ModeBackward0
    NanmedianBackward1 NarrowCopyBackward0 RepeatBackward0 ReshapeAliasBackward0 SelectBackward0
    SliceBackward0 SortBackward0 SortBackward1 SplitBackward0 SplitWithSizesBackward0
    SqueezeBackward0 SqueezeBackward1 SqueezeBackward2 SumBackward0 SumBackward1 TopkBackward0
    TraceBackward0 UnfoldBackward0 UnsafeSplitBackward0 UnsafeSplitWithSizesBackward0
    UnsafeViewBackward0 UpsampleBicubic2DBackward0 UpsampleBilinear2DBackward0
    UpsampleLinear1DBackward0 UpsampleNearest1DBackward0 UpsampleNearest2DBackward0
    UpsampleNearest3DBackward0 UpsampleTrilinear3DBackward0 ViewBackward0
"""
_WHOLE_NUMBERS = frozenset(_NAMES_OF_WHOLE_NUMBERS.split())
_SEVERAL_DIMS = frozenset(_NODES_OF_SEVERAL_DIMS.split())
_KNOW_THEIR_INPUT = frozenset(_NODES_THAT_KNOW_THEIR_INPUT.split())


def shown(node, name, value):
    """A setting as a program sees it."""
    if name == "dim" and type(value) is int and type(node).__name__ in _SEVERAL_DIMS:
        value = (value,)
    if name in ("dims", "shifts") and type(value) is int:
        value = (value,)
    if name == "end" and value is None:
        return _LAST
    if isinstance(value, list) and all(isinstance(each, (int, float)) for each in value):
        value = tuple(value)
    if name in _WHOLE_NUMBERS:
        if isinstance(value, tuple):
            return tuple(_unsigned(each) for each in value)
        return _unsigned(value)
    return value


def _unsigned(value):
    return value + _UNSIGNED if type(value) is int and value < 0 else value


def size_of_input(node, name):
    """What the node knows of the size of its input where torch keeps that; None: nothing."""
    kind = type(node).__name__.removesuffix("_copy")
    if kind not in _KNOW_THEIR_INPUT:
        return None
    if name == "self_sym_sizes":
        return tuple(node.input_shape())
    if name == "self_sym_numel" and kind.startswith("Mean"):
        return node.input_shape().numel()
    return None
