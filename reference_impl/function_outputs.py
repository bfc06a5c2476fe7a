"""The history that the outputs of a custom Function get.

An output was made by `forward`, is an input that `forward` changed in place and marked dirty, or is
an input handed back as it came. It may be marked as not differentiable.

Source: torch/csrc/autograd/custom_function.cpp
"""

import warnings

from . import semantics
from .grad_mode import mode
from .graph import Metadata
from .tensor import Tensor, can_require_grad
from .views import Creation, bump_version, check_in_place, make_view, rebase_history


def give_history(node, outputs, arguments, recorded, handed_over):
    """The outputs with `node` as their history where it is; what is no tensor stays as it is.

    handed_over: ids of tensors that a `setup_context` gave to `save_for_backward`.
    """
    inputs = {id(a) for a in arguments if isinstance(a, Tensor)}
    check_is_tuple(node, "dirty_tensors")
    dirty = _checked(node.dirty_tensors, NOT_A_TENSOR_DIRTY, "{0} is of type {1}")
    check_is_tuple(node, "non_differentiable")
    plain = _checked(node.non_differentiable, NOT_A_TENSOR_MARKED, "{1}")
    for tensor in node.dirty_tensors or ():
        # rule: functions.mark-dirty
        bump_version(tensor)
    # rule: functions.several-outputs
    several = len(outputs) > 1
    wrapped, differentiable_count = [], 0
    for place, output in enumerate(outputs):
        if not isinstance(output, Tensor):
            node.input_metadata.append(None)
            node._output_likes.append(None)
            wrapped.append(output)
            continue
        key = id(output)
        is_input, is_dirty = key in inputs, key in dirty
        differentiable = recorded and key not in plain and can_require_grad(output._dtype)
        like = Metadata(output.shape, output.dtype, output.device)
        node._output_likes.append(like)
        node.input_metadata.append(like if differentiable else None)
        if is_input and not is_dirty and key in handed_over and _comes_back(output, differentiable):
            an = "An" if semantics.current().texts_of_2_13 else "A"
            raise RuntimeError(INPUT_SAVED_AND_RETURNED.format(an))
        if not differentiable:
            # rule: functions.mark-non-differentiable
            result = _constant(output, is_input, is_dirty)
        elif is_dirty:
            result = _changed_in_place(node, place, output, is_input, several)
        else:
            result = _view_of_itself(output) if is_input else output
            result.set_history(node, place)
        if result._view is not None and not (is_input and is_dirty):
            result._view.creation = Creation.IN_CUSTOM_FUNCTION
        differentiable_count += differentiable
        wrapped.append(result)
    if differentiable_count > 1:
        _forbid_writes_to_views(wrapped)
    if not dirty <= {id(output) for output in outputs}:
        raise RuntimeError(DIRTY_NOT_RETURNED)
    return tuple(wrapped)


def check_is_tuple(node, name):
    """The methods of `ctx` make these tuples; whoever sets them must too."""
    value = getattr(node, name)
    if value is not None and not isinstance(value, tuple):
        # rule: functions.marks-are-tuples
        kind = "" if semantics.current().refused_marks_are_cut_off else type(value).__name__
        raise RuntimeError(
            f"autograd internal error: {name} attribute is expected to be a tuple but is {kind}"
        )


def _checked(tensors, error, instead):
    for place, tensor in enumerate(tensors or ()):
        if not isinstance(tensor, Tensor):
            found = (
                ""
                if semantics.current().refused_marks_are_cut_off
                else instead.format(place, type(tensor).__name__)
            )
            raise RuntimeError(error + found)
    return {id(tensor) for tensor in tensors or ()}


def _comes_back(tensor, differentiable):
    """Whether an input that is returned as it came is returned as a view of itself."""
    return differentiable or not tensor.requires_grad


def _constant(output, is_input, is_dirty):
    """An output without this node in its history."""
    if not output.requires_grad:
        return _view_of_itself(output) if is_input and not is_dirty else output
    if is_input:
        return output.detach()
    if output._view is None:
        return output.detach_()
    # A view of an input keeps its flag, as one that is made in a `no_grad` block does.
    return output


def _view_of_itself(tensor):
    """An input handed back: a view of it, so that it can have a history of its own."""
    # rule: functions.input-returned-as-is
    previous, mode.grad = mode.grad, False
    try:
        return make_view(tensor, tensor._size, tensor._stride, tensor._offset)
    finally:
        mode.grad = previous


def _changed_in_place(node, place, output, is_input, several):
    if output.is_known_leaf and output.requires_grad:
        raise RuntimeError(
            "a leaf Variable that requires grad has been used in an in-place operation."
        )
    if not is_input:
        if output._view is not None:
            raise RuntimeError(_dirty_not_input())
        warnings.warn(_dirty_not_input(), stacklevel=5)
    if output._view is not None and several:
        raise RuntimeError(DIRTY_VIEW_AND_SEVERAL)
    output._grad = None
    output._hooks = None
    if semantics.current().dirty_view_of_a_leaf_is_refused or output._view is None:
        check_in_place(output, True)
    rebase_history(output, node, place)
    return output


def _forbid_writes_to_views(outputs):
    for output in outputs:
        if isinstance(output, Tensor) and output._view is not None:
            output._view.creation = Creation.MULTI_OUTPUT_NODE


def _dirty_not_input():
    return DIRTY_NOT_INPUT if semantics.current().texts_of_2_8 else DIRTY_NOT_INPUT_BEFORE


NOT_A_TENSOR_DIRTY = "mark_dirty can only accept variables, but argument "
NOT_A_TENSOR_MARKED = "mark_non_differentiable only accepts variable arguments, but got "
DIRTY_NOT_INPUT = (
    "ctx.mark_dirty() received a tensor that was not an input. Only input Tensors that have been "
    "mutated should be passed to ctx.mark_dirty()."
)
DIRTY_NOT_INPUT_BEFORE = (
    "Only input Tensors should be given to ctx.mark_dirty(). If a Tensor is not an input, there is "
    "no need to pass it to mark_dirty()."
)
DIRTY_NOT_RETURNED = (
    "Some elements marked as dirty during the forward method were not returned as output. The "
    "inputs that are modified inplace must all be outputs of the Function."
)
DIRTY_VIEW_AND_SEVERAL = (
    "If your Function modifies inplace an input that is a view of another Tensor, your Function "
    "cannot return more than one Tensor. This is not supported by the current autograd engine. You "
    "should either make sure the input is not a view (using .clone() for example) or make your "
    "Function only return one Tensor (potentially splitting it into two Functions: one doing the "
    "inplace that returns a single Tensor and a second one that does the other operations). You "
    "can ask on the forum https://discuss.pytorch.org/ if you need help to do this change."
)
INPUT_SAVED_AND_RETURNED = (
    "{} input that has been returned as-is as output is being saved for backward. This is not "
    "supported if you override setup_context. You should return and save a view of the input "
    "instead, e.g. with x.view_as(x) or setup ctx inside the forward function itself."
)
