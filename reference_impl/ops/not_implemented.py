"""Operators that torch computes but does not differentiate: at all, twice, or for complex numbers.

Where it does not at all, a node is recorded all the same, and raises when it is run backwards.
"""

from .. import semantics
from ..dual_numbers import level
from ..grad_mode import mode
from ..graph import ErrorNode
from ..recording import any_requires_grad, is_recorded
from ..tensor import Tensor
from .declare import Derivative, edge_of


class NotImplementedNode(ErrorNode, Derivative):
    """The node of an operation that has no derivative: it raises when it is differentiated.

    Source: `NotImplemented` in torch/csrc/autograd/functions/basic_ops.h
    """

    __slots__ = ("operation",)

    def name(self):
        return "torch::autograd::NotImplemented"

    def apply(self, grads):
        raise RuntimeError(f"derivative for {self.operation} is not implemented")


NotImplementedNode.__name__ = "NotImplemented"


class NoDerivative(NotImplementedNode):
    """The text for an operator of torch's own, by its name."""

    __slots__ = ()

    def apply(self, grads):
        raise RuntimeError(f"derivative for aten::{self.operation} is not implemented")


class NoSecondDerivative(Derivative):
    """A derivative whose own formula is an error, with another text."""

    __slots__ = ("operation",)

    def apply(self, grads):
        raise left_out(self.operation)


class SeveralZeros(Derivative):
    """A product of several zeros, whose second derivative torch does not compute."""

    __slots__ = ("operation",)

    def apply(self, grads):
        raise RuntimeError(self.operation)


def left_out(what):
    """The error of a formula that torch leaves out."""
    return NotImplementedError(f"the derivative for '{what}' is not implemented.")


def _node(node_class, edges, operation):
    node = node_class(edges)
    node.places, node.operation = (), operation
    return node


def not_implemented(operation, *tensors):
    """A node for an operation without derivative on these tensors; None if none is recorded.

    One that torch has no entry for, in the namespace `aten`, has edges to what requires grad only.
    """
    if not is_recorded(*tensors):
        return None
    if operation.startswith("aten::"):
        tensors = [t for t in tensors if isinstance(t, Tensor) and t.requires_grad]
    return _node(NotImplementedNode, [edge_of(t) for t in tensors], operation)


def without_derivative(name, namespace="aten::", results=1):
    """What to declare as the node of the operator `name`; the error names it in full.

    Only inputs that require grad have an edge; each of the `results` is recorded.
    """
    own = {"__slots__": (), "output_count": results}
    node_class = type(NotImplementedNode.__name__, (NotImplementedNode,), own)

    class Recorder:
        operator = "none"
        constants = ()

        @staticmethod
        def takes(values):
            return ()

        @staticmethod
        def record(values, in_place=False):
            edges = [edge_of(value) for value in values.values()]
            edges = [edge for edge in edges if edge[0] is not None]
            operation = namespace + (name + "_" if in_place else name)
            return _node(node_class, edges, operation)

    return Recorder


def only_once(operation, inputs, gradient, node_class=NoDerivative):
    """What `gradient()` gives; differentiating it with respect to `inputs` raises."""
    if level.pushing:  # to find a tangent, which is another derivative
        return gradient()
    recording, mode.grad = mode.grad, False
    try:
        made = gradient()
    finally:
        mode.grad = recording
    if made is not None and made._is_view():  # of memory that nobody else looks at
        made = Tensor._wrap(made.raw)
    if made is not None and recording and any_requires_grad(inputs):
        made.set_history(_node(node_class, [edge_of(tensor) for tensor in inputs], operation))
    return made


class RealOnly(Derivative):
    """An operator that torch runs on complex numbers but refuses to differentiate for them.

    It does not refuse the in-place form.
    """

    __slots__ = ("in_place",)

    @staticmethod
    def takes_complex():
        """Whether this release has the derivative for complex outputs after all."""
        return False

    @classmethod
    def record(cls, values, in_place=False):
        node = super().record(values, in_place)
        node.in_place = in_place
        return node

    def add_output(self, tensor):
        if tensor.is_complex() and not self.in_place and not self.takes_complex():
            name = self.native_name or self.operator.name
            missing = semantics.current().refused_complex_is_not_implemented
            raise (NotImplementedError if missing else RuntimeError)(
                f"{name} does not support automatic differentiation for outputs with complex dtype."
            )
        return super().add_output(tensor)


# Node -> torch's operator, of those that have a derivative, but none for forward mode.
_ONLY_BACKWARD = {
    "AcoshBackward1": "acosh",
    "AsinhBackward1": "asinh",
    "AtanhBackward1": "atanh",
    "CdistBackward0": "_cdist_forward",
    "CholeskyBackward0": "cholesky",
    "CtcLossBackward0": "_ctc_loss",
    "EmbeddingBagBackward0": "_embedding_bag",
    "GridSampler2DBackward0": "grid_sampler_2d",
    "GridSampler3DBackward0": "grid_sampler_3d",
    "IgammaBackward0": "igamma",
    "IgammacBackward0": "igammac",
    "IndexReduceBackward0": "index_reduce",
    "LogcumsumexpBackward0": "logcumsumexp",
    "MultiMarginLossBackward0": "multi_margin_loss",
    "MultilabelMarginLossBackward0": "multilabel_margin_loss_forward",
    "OrmqrBackward0": "ormqr",
    "PdistBackward0": "_pdist_forward",
    "RenormBackward0": "renorm",
    "RreluWithNoiseBackward1": "rrelu_with_noise",
    "ScaledDotProductFlashAttentionForCpuBackward0": (
        "_scaled_dot_product_flash_attention_for_cpu"
    ),
}

# Of these, node -> the switch of the releases that have a forward mode after all.
_FORWARD_SINCE = {
    "GridSampler2DBackward0": "grid_sample_has_tangents",
    "GridSampler3DBackward0": "grid_sample_has_tangents",
    "LogcumsumexpBackward0": "sums_of_exponentials_have_tangents",
    "RenormBackward0": "renorm_has_tangents",
}


def refuse_without_forward(outputs, in_place):
    """Raises if one of these results comes from an operator that has no tangent."""
    # rule: functions.forward-mode
    for output in outputs:
        node = output._grad_fn if isinstance(output, Tensor) else None
        unable = "Trying to use forward AD with {} that does not support it"
        if isinstance(node, NotImplementedNode):
            raise NotImplementedError(f"{unable.format(node.operation)}.")
        kind = getattr(node, "title", type(node).__name__)
        switches = semantics.current()
        if kind.startswith("Foreach") and not switches.foreach_is_differentiable:
            lists = kind[len("Foreach") :].removesuffix("Backward0").lower()
            raise NotImplementedError(unable.format(f"_foreach_{lists}") + NOT_YET + NEEDS_SCRIPTS)
        if kind in _ONLY_BACKWARD and not getattr(switches, _FORWARD_SINCE.get(kind, ""), False):
            name = _ONLY_BACKWARD[kind] + "_" * in_place
            hint = OR_SUBMIT if switches.texts_of_2_4 else NEEDS_SCRIPTS
            raise NotImplementedError(unable.format(name) + NOT_YET + ("." if in_place else hint))


NOT_YET = (
    " because it has not been implemented yet.\nPlease file an issue to PyTorch at "
    "https://github.com/pytorch/pytorch/issues/new?template=feature-request.yml so that we can "
    "prioritize its implementation"
)
OR_SUBMIT = " or submit a PR adding the implementation to derivatives.yaml"
NEEDS_SCRIPTS = (
    ".\nNote that forward AD support for some operators require PyTorch to be built with "
    "TorchScript and for JIT to be enabled. If the environment var PYTORCH_JIT=0 is set or if the "
    "library is not built with TorchScript, some operators may no longer be used with forward AD."
)
