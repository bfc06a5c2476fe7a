"""Operations that kill the process of a healthy torch release, or give it random numbers.

The reference does what they should do, and notes here that it met one, so that a suite does not
hand the program to the release it would kill, or judge that release by what happened to lie in
its memory.
"""

import torch

from . import semantics

HOOK_ON_STALE_VIEW = "hook-on-stale-view"
MEDIAN_OF_EXPANDED = "median-of-expanded"
INDEX_BEYOND_ON_CUDA = "index-beyond-on-cuda"
INDICES_OF_A_NUMBER = "indices-of-a-number"
NO_INDEX_OF_A_NUMBER = "no-index-of-a-number"
MARGIN_OF_NOTHING = "margin-of-nothing"
GROUP_NORM_OF_STRIDED_WEIGHT = "group-norm-of-strided-weight"
BATCH_NORM_OF_STRIDED_WEIGHT = "batch-norm-of-strided-weight"
EVALUATION_WITHOUT_STATISTICS = "evaluation-without-statistics"
STATISTICS_OF_FEWER_CHANNELS = "statistics-of-fewer-channels"
CIRCLE_OF_LESS_THAN_ITS_BORDER = "circle-of-less-than-its-border"
KERNEL_ELEMENT_THAT_MEETS_NOTHING = "kernel-element-that-meets-nothing"
ATTENTION_WITHOUT_HEADS = "attention-without-heads"
GROUPED_ATTENTION_WITHOUT_HEADS = "grouped-attention-without-heads"
GROUP_NORM_OF_PICTURES = "group-norm-of-pictures"
DLPACK_OF_REVERSED = "dlpack-of-reversed"
EIGENVALUES_OF_NO_NUMBERS = "eigenvalues-of-no-numbers"
TWICE_IN_A_LIST_ON_CUDA = "twice-in-a-list-on-cuda"
BAGS_THAT_BEGIN_NOWHERE = "bags-that-begin-nowhere"
NOISE_PACKED_UNWRITTEN = "noise-packed-unwritten"

met = []  # the hazards met since `clear`


def clear():
    met.clear()


def registering_hook(tensor):
    """The first hook of a view whose base was written to, while its node is not renewed yet.

    Source: https://github.com/pytorch/pytorch/issues/196459
    """
    if tensor._hooks is not None or tensor._view is None:
        return
    stale = tensor._view.version != tensor._counter.value and tensor.requires_grad
    if stale and semantics.current().hook_on_stale_view_crashes:
        met.append(HOOK_ON_STALE_VIEW)


def median_along(raw, dim):
    """Whether this is a median along an expanded dimension: torch reads memory nobody wrote."""
    expanded = raw.dim() > 0 and raw.stride(dim) == 0 and raw.size(dim) > 1
    if expanded:
        met.append(MEDIAN_OF_EXPANDED)
    return expanded


def eigenvalues_of(raw):
    """Whether a matrix has NaN or infinity, which the kernel of eigenvalues does not survive.

    Source: https://github.com/pytorch/pytorch/issues/93124
    """
    is_square = raw.ndim > 1 and raw.size(-1) == raw.size(-2) > 1  # others are refused
    known = raw.device.type == "cpu" and raw.element_size() >= 4
    is_deadly = is_square and known and not raw.isfinite().all().item()
    if is_deadly:
        met.append(EIGENVALUES_OF_NO_NUMBERS)
    return is_deadly


def margin_of(raw):
    """Whether this is the multilabel margin loss of no samples, which torch writes nowhere."""
    if raw.numel():
        return False
    met.append(MARGIN_OF_NOTHING)
    return True


def in_one_piece(weight):
    """A weight or bias of group normalization, which torch reads as if it lay in one piece."""
    if weight is None or weight.is_contiguous():
        return weight
    met.append(GROUP_NORM_OF_STRIDED_WEIGHT)
    return weight.contiguous()


def differentiating_pictures(raw):
    """The input of a group normalization that has its channels last in memory.

    Source: https://github.com/pytorch/pytorch/issues/92166
    """
    if semantics.current().group_norm_of_pictures_crashes and not raw.is_contiguous():
        met.append(GROUP_NORM_OF_PICTURES)


def taking_backwards():
    """`from_dlpack` is to take an array that runs backwards through its memory.

    Source: https://github.com/pytorch/pytorch/issues/188023
    """
    if not semantics.current().dlpack_refuses_reversed_arrays:
        met.append(DLPACK_OF_REVERSED)


def differentiating_by(weight):
    """The weight that backward of batch normalization reads as if it lay in one piece."""
    if weight is not None and not weight.is_contiguous():
        met.append(BATCH_NORM_OF_STRIDED_WEIGHT)


def statistics_of(raw, mean, var, training):
    """Running statistics that batch normalization reads, and in training moves, unchecked.

    Source: https://github.com/pytorch/pytorch/issues/194014, issues/169208

    Raises:
        ValueError: they are missing, and this is not training.
        RuntimeError: they are of fewer channels than there are.
    """
    if mean is None and var is None:
        if not training and not semantics.current().evaluation_needs_statistics:
            met.append(EVALUATION_WITHOUT_STATISTICS)
            raise ValueError("running_mean must be defined in evaluation mode")
        return
    for name, statistic in (("running_mean", mean), ("running_var", var)):
        if statistic is None:
            return  # one of two: torch refuses that
        count, channels = statistic.numel(), raw.size(1)
        if count < channels:
            met.append(STATISTICS_OF_FEWER_CHANNELS)
            raise RuntimeError(f"{name} should contain {channels} elements not {count}")


def attending(query, key, value, is_grouped):
    """Attention to no heads, by the number of which torch divides.

    Source: https://github.com/pytorch/pytorch/issues/141218

    Returns whether torch may not be asked what it makes of them.

    Raises:
        RuntimeError: the heads of the query are to share those of the keys.
    """
    if key.dim() < 3 or key.size(-3) or query.dim() != key.dim():
        return False
    known = semantics.current()
    if is_grouped and not known.grouped_attention_refuses_no_heads:
        if not known.attention_of_nothing_is_zero or value.numel():
            met.append(GROUPED_ATTENTION_WITHOUT_HEADS)
            raise RuntimeError("Number of heads in key and value must be greater than 0")
    elif key.dim() == 4 and known.attention_without_heads_crashes:
        met.append(ATTENTION_WITHOUT_HEADS)
        return True
    return False


def correlating(x, shape):
    """The gradient of a kernel in bfloat16, of which some element meets nothing but padding."""
    if x.dtype != torch.bfloat16 or x.device.type != "cpu" or shape.ndim != 1:
        return
    size, kernel = shape.input_size[0], shape.kernel_size[0]
    stride, padding, dilation = shape.stride[0], shape.padding[0], shape.dilation[0]
    starts = range(-padding, size + padding - dilation * (kernel - 1), stride)
    if not all(any(0 <= at + k * dilation < size for at in starts) for k in range(kernel)):
        met.append(KERNEL_ELEMENT_THAT_MEETS_NOTHING)


def filling_bags(weight, indices, offsets, takes_maximum):
    """Whether `embedding_bag` has rows and no bags for them, which some kernels fill all the same.

    Source: https://github.com/pytorch/pytorch/issues/175370
    """
    is_safe = weight.dtype != torch.float64 and not takes_maximum
    if is_safe or offsets.numel() or not indices.numel():
        return False
    met.append(BAGS_THAT_BEGIN_NOWHERE)
    return True


def drawing_noise():
    """`rrelu` in training, saved by way of hooks: they get the noise before the kernel draws it.

    Source: https://github.com/pytorch/pytorch/issues/193671
    """
    met.append(NOISE_PACKED_UNWRITTEN)


def reading_at(tensor, indices):
    """Positions of a tensor on CUDA, where one that is not there ends the use of the device.

    Nothing may be asked of the device afterwards, so this raises here what a CPU would say.
    """
    if tensor.device.type != "cuda":
        return
    dim = 0
    for index in indices:
        if index is None:
            dim += 1
        elif index.dtype in (torch.bool, torch.uint8):
            dim += index.dim()
        else:
            _refuse_beyond(index, tensor.size(dim), f"dimension {dim} with size {tensor.size(dim)}")
            dim += 1


def reading_along(values, from_end):
    """The arguments of an operator with an `index` along a dimension `dim`, or into all of it.

    `from_end`: whether the operator counts positions below 0 from the end.
    """
    tensor, index = values.get("self"), values["index"]
    if not hasattr(index, "raw") or index.device.type != "cuda":
        return
    size = tensor.size(values["dim"]) if "dim" in values and tensor.dim() else tensor.numel()
    _refuse_beyond(index.raw, size, f"{size} positions", -size if from_end else 0)


def _refuse_beyond(index, size, what, first=None):
    first = -size if first is None else first
    for value in index.flatten().tolist():
        if not first <= value < size:
            met.append(INDEX_BEYOND_ON_CUDA)
            raise IndexError(f"index {value} is out of bounds for {what}")


def indexing_a_number(count):
    """`index_select` of a tensor without dimensions, with other than one index."""
    switches = semantics.current()
    if count > 1 and not switches.numbers_refuse_several_indices:
        met.append(INDICES_OF_A_NUMBER)
    if count == 0 and not switches.numbers_refuse_no_index:
        met.append(NO_INDEX_OF_A_NUMBER)


def repeating(length, border, raw):
    """Circular padding by a border longer than what is left to repeat, which torch looks beyond."""
    if length < border and raw.numel():
        met.append(CIRCLE_OF_LESS_THAN_ITS_BORDER)


def writing_to_a_list(tensors):
    """Tensors that one kernel of CUDA writes to: for one that is there twice, threads race."""
    where = [raw.data_ptr() for raw in tensors if raw.device.type == "cuda" and raw.numel()]
    if len(set(where)) < len(where):
        met.append(TWICE_IN_A_LIST_ON_CUDA)
