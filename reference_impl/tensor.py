"""The tensor: geometry over a storage, and what autograd knows of it.

Everything a tensor *computes* is in `ops/`; here is only what it *is*: where it looks in memory,
whom it shares its version counter with, and its place in the graph.
"""

import weakref
from collections import OrderedDict

import torch

from . import hooks as tensor_hooks
from . import semantics, views
from .geometry import wrap_dim
from .grad_mode import mode
from .graph import AccumulateGrad, Node, gradient_edge
from .messages import (
    base_name,
    check_assigned_grad,
    check_grad_dtype,
    no_dimension,
    python_type_name,
    warn_non_leaf_grad,
)
from .running_transforms import refuse_flags
from .storage import Storage, TypedStorage, arithmetic, may_share, warn_of_typed_storage
from .version import VersionCounter

_UNSPECIFIED_OF_GRADIENTS = ("grad_fn", "output_nr", "version", "is_view", "base")
_UNSPECIFIED_OF_VIEWS_OF_GRADIENTS = ("version", "base")
_UNSPECIFIED_OF_WORK_UNSEEN = ("version", "is_view", "base")
_TYPE_NAMES = {
    torch.float32: "Float",
    torch.float64: "Double",
    torch.float16: "Half",
    torch.bfloat16: "BFloat16",
    torch.uint8: "Byte",
    torch.int8: "Char",
    torch.int16: "Short",
    torch.int32: "Int",
    torch.int64: "Long",
    torch.bool: "Bool",
    torch.complex64: "ComplexFloat",
    torch.complex128: "ComplexDouble",
    torch.complex32: "ComplexHalf",
}
for _name in ("uint16", "uint32", "uint64", "float8_e4m3fn", "float8_e5m2"):
    if hasattr(torch, _name):  # not in every release
        _TYPE_NAMES[getattr(torch, _name)] = _name.title().replace("Uint", "UInt").replace("M", "m")
_NO_TENSOR_TYPE = {"BFloat16", "Bool", "ComplexHalf", "ComplexFloat", "ComplexDouble"}


class _Parts:
    """Holds what a tensor is made of, which `vars(tensor)` does not show."""


parts_of = vars(_Parts)["__dict__"].__get__

# What every tensor is made of; what only some are has a default in the class.
_OWN = {
    "_storage",
    "_size",
    "_stride",
    "_offset",
    "_dtype",
    "_raw",
    "_counter",
    "_accumulates_into",
}


class _Attributes(_Parts):
    @property
    def __dict__(self):
        """The attributes that the program has set."""
        mine = vars(Tensor)
        return {k: v for k, v in parts_of(self).items() if k not in _OWN and k not in mine}


class Tensor(_Attributes):
    """A multi-dimensional array that autograd can follow. As `torch.Tensor`."""

    __module__ = "torch"
    __hash__ = object.__hash__
    __array_priority__ = 1000

    # What most tensors have none of; instances set only what they have.
    _requires_grad = False  # the flag of a leaf; a non-leaf has a `_grad_fn` instead
    _grad_fn = None
    _output_nr = 0
    _grad = None
    _hooks = None
    _post_accumulate_hooks = None
    _retains_grad = None
    _grad_dtype = ()  # (): as the tensor's
    _view = None  # views.ViewInfo, if this tensor is a view for backward
    _accumulator = None
    _inference = False
    _versioned = True  # what is made in inference mode has no version counter
    _made_in_backward = False
    _conjugated = False  # read as the conjugate of what is in memory
    _tangent = None  # what it carries in forward mode: see `dual_numbers`
    _negated = False  # read as the negative of what is in memory
    _of_batch = False  # one element of what `vmap` was given
    _made_unseen = False  # by torch's kernels, out of inference tensors: see `recording`

    def __new__(cls, *args, **kwargs):
        if args or kwargs or cls is Tensor:
            from .factories import legacy_constructor

            return legacy_constructor(cls, args, kwargs)
        return super().__new__(cls)

    # -- making tensors --------------------------------------------------------------------

    @classmethod
    def _new(cls, storage, size, stride, offset, dtype, counter=None):
        """A tensor with this geometry over `storage`; a version counter of its own by default."""
        self = object.__new__(cls)
        self._storage = storage
        self._size = torch.Size(size)
        self._stride = tuple(stride)
        self._offset = offset
        self._dtype = dtype
        self._raw = None
        self._counter = VersionCounter() if counter is None else counter
        if mode.inference:
            self._inference, self._versioned = True, False
        if Node.derivative_running:
            self._mark_as_gradient(fresh=counter is None)
        return self

    @classmethod
    def _wrap(cls, raw):
        """A tensor over the fresh memory of `raw`, a result of torch's arithmetic."""
        self = object.__new__(cls)
        self._storage = Storage(raw)
        self._size = raw.shape
        self._stride = raw.stride()
        self._offset = raw.storage_offset()
        self._dtype = raw.dtype
        self._raw = raw
        self._counter = VersionCounter()
        if mode.inference:
            self._inference, self._versioned = True, False
        if Node.derivative_running:
            self._mark_as_gradient(fresh=True)
        return self

    def _mark_as_gradient(self, fresh):
        self._made_in_backward = True
        if fresh:
            self._counter.specified = False

    def mark_as_transformed(self):
        """A result of a function of `torch.func`: its history goes through aliases."""
        self._made_in_backward = True

    def mark_as_unseen(self):
        self._made_unseen = True
        self._counter.specified = False

    def _alias(self, counter):
        """A tensor over the same memory with the same geometry and no history."""
        alias = Tensor._new(
            self._storage, self._size, self._stride, self._offset, self._dtype, counter
        )
        alias._raw = self._raw
        if self._inference or mode.inference:
            # That of an inference tensor counts writes if it is made in normal mode.
            alias._inference = self._inference
            alias._versioned = not (self._inference and mode.inference)
        alias._read_as(self)
        return alias

    def alias_without_history(self):
        return self._alias(self._counter)

    def alias_with_history(self, grad_fn, output_nr):
        alias = self._alias(self._counter)
        alias._grad_fn, alias._output_nr = grad_fn, output_nr
        return alias

    def alias_of_leaf(self, leaf):
        """This value in the place of `leaf`: gradients go where the leaf's go."""
        alias = self._alias(self._counter)
        alias._requires_grad = True
        alias._accumulator = leaf._accumulator
        alias._accumulates_into = leaf.grad_accumulator()
        return alias

    # -- memory and geometry ---------------------------------------------------------------

    @property
    def raw(self):
        """The torch tensor at this place in memory. Arithmetic works on it; it has no history."""
        raw = self._raw
        if raw is None:
            raw = self._raw = self.fresh_raw()
        return raw

    def fresh_raw(self):
        """A torch tensor of its own at this place in memory."""
        raw = self._storage.look(self._dtype, self._size, self._stride, self._offset)
        if self._conjugated:
            raw = arithmetic(torch._conj, raw)
        return arithmetic(torch._neg_view, raw) if self._negated else raw

    def _read_as(self, other):
        """Reads memory as `other` does: as it is, conjugated, or negated."""
        if other._conjugated or other._negated:
            self._conjugated, self._negated, self._raw = other._conjugated, other._negated, None

    def _set_geometry(self, size, stride, offset):
        self._size, self._stride, self._offset = torch.Size(size), tuple(stride), offset
        self._raw = None

    shape = property(lambda self: self._size)
    dtype = property(lambda self: self._dtype)
    device = property(lambda self: self._storage.memory.device)
    layout = property(lambda self: torch.strided)
    ndim = property(lambda self: len(self._size))
    itemsize = property(lambda self: self.raw.element_size())
    nbytes = property(lambda self: self.numel() * self.raw.element_size())
    is_cuda = property(lambda self: self.device.type == "cuda")
    is_sparse = property(lambda self: False)
    is_quantized = property(lambda self: False)
    is_meta = property(lambda self: self.device.type == "meta")
    is_mkldnn = property(lambda self: False)
    is_nested = property(lambda self: False)

    def size(self, dim=None):
        return self._size if dim is None else self._size[self._place_of(dim, "size")]

    def stride(self, dim=None):
        return self._stride if dim is None else self._stride[self._place_of(dim, "stride")]

    def _place_of(self, dim, method):
        if not self._size:
            raise IndexError(f"Dimension specified as {dim} but tensor has no dimensions")
        try:
            if isinstance(dim, (bool, float)):
                raise TypeError(dim)
            return wrap_dim(dim, len(self._size))
        except TypeError as error:
            raise no_dimension(error, self, dim, method) from None

    def storage_offset(self):
        return self._offset

    def storage(self):
        """The storage with its dtype: deprecated, which it says."""
        warn_of_typed_storage()
        return TypedStorage(self._storage, self._dtype)

    def untyped_storage(self):
        return self._storage

    def data_ptr(self):
        return self.raw.data_ptr()

    def dim(self, *arguments):
        if arguments:
            raise TypeError(f"{base_name()}.dim() takes no arguments ({len(arguments)} given)")
        return len(self._size)

    ndimension = dim

    def numel(self):
        return self._size.numel()

    nelement = numel

    def element_size(self):
        return self.raw.element_size()

    def is_contiguous(self, **kwargs):
        return self.raw.is_contiguous(**kwargs)

    def is_floating_point(self):
        return self._dtype.is_floating_point

    def is_complex(self):
        return self._dtype.is_complex

    def is_signed(self):
        return self.raw.is_signed()

    def is_conj(self):
        return self._conjugated

    def is_neg(self):
        return self._negated

    def __len__(self):
        if not self._size:
            raise TypeError("len() of a 0-d tensor")
        return self._size[0]

    def type_name(self):
        """As C++ prints it: `torch.FloatTensor`, `CPUBoolType`, `torch.cuda.FloatTensor`."""
        name, device = _TYPE_NAMES[self._dtype], self.device.type
        if device == "meta":
            return f"Meta{name}Type"
        if name in _NO_TENSOR_TYPE:
            return f"{device.upper()}{name}Type"
        return f"torch.{name}Tensor" if device == "cpu" else f"torch.{device}.{name}Tensor"

    # -- autograd state --------------------------------------------------------------------

    @property
    def _version(self):
        if not self._versioned:
            raise RuntimeError("Inference tensors do not track version counter.")
        return self._counter.value

    @property
    def requires_grad(self):
        # rule: requires-grad.any-input-propagates
        if self._requires_grad or self._grad_fn is not None:
            return True
        return self._view is not None and self._view.base.requires_grad

    @requires_grad.setter
    def requires_grad(self, value):
        if not isinstance(value, bool):
            raise RuntimeError("requires_grad must be a bool")
        if not self.is_known_leaf:
            # rule: requires-grad.non-leaf-cannot-be-cleared
            # rule: errors.requires-grad-change
            raise RuntimeError(CHANGE_NON_LEAF if value else CHANGE_NON_LEAF + USE_DETACH)
        if value and not can_require_grad(self._dtype):
            # rule: requires-grad.integer-refused
            raise RuntimeError(ONLY_FLOATING.format("only", " and complex"))
        self._set_requires_grad(value)

    def requires_grad_(self, requires_grad=True):
        """Changes the flag in place; returns self. A non-leaf may only be asked for True."""
        # rule: requires-grad.in-place-setter
        if not isinstance(requires_grad, bool):
            raise TypeError(
                "requires_grad_(): argument 'requires_grad' (position 1) must be bool, "
                f"not {type(requires_grad).__name__}"
            )
        refuse_flags()
        return self._with_flag(requires_grad)

    def _with_flag(self, requires_grad):
        if not self.is_known_leaf and not requires_grad:
            raise RuntimeError(CHANGE_NON_LEAF + USE_DETACH)
        if requires_grad and not can_require_grad(self._dtype):
            raise RuntimeError(ONLY_FLOATING.format("only", ""))
        if self.is_known_leaf:
            self._set_requires_grad(requires_grad)
        return self

    def _set_requires_grad(self, value):
        if value and self._inference and not mode.inference:
            # rule: modes.inference-tensors-are-refused
            raise RuntimeError(INFERENCE_REQUIRES_GRAD)
        if value:
            # rule: detach.result-may-require-grad-anew
            self._requires_grad = True
        elif self._requires_grad:
            # rule: requires-grad.change-acts-from-then-on
            self._requires_grad = False

    @property
    def is_leaf(self):
        # rule: requires-grad.leaf-has-no-grad-fn
        return self.grad_fn is None

    @property
    def is_known_leaf(self):
        """As `is_leaf`, by the node last known: unlike it, this does not renew that of a view."""
        return self._grad_fn is None

    @property
    def grad_fn(self):
        """The node that made this tensor; None for a leaf. A view's is renewed when it is stale."""
        if self._view is not None:
            return views.current_grad_fn(self)
        return self._grad_fn

    @property
    def output_nr(self):
        return self._output_nr

    @property
    def retains_grad(self):
        return self._retains_grad is not None

    @property
    def _base(self):
        # rule: views.base
        return self._view.base if self._view is not None else None

    def _is_view(self):
        return self._view is not None

    def is_inference(self):
        return self._inference

    @property
    def grad(self):
        # rule: gradients.non-leaf-grad-none
        if self._grad is None and not self._retains_grad and not self.is_known_leaf:
            warn_non_leaf_grad()
        return self._grad

    @grad.setter
    def grad(self, value):
        if value is not None:
            check_assigned_grad(self, value)
        # rule: accumulation.user-assigned-grad
        self._grad = value

    @grad.deleter
    def grad(self):
        self._grad = None

    @property
    def _dtype_of_grad(self):
        return self._dtype if self._grad_dtype == () else self._grad_dtype

    @property
    def grad_dtype(self):
        """The dtype that gradients of this leaf are cast to; None: they keep theirs."""
        if not self.is_leaf and not semantics.current().non_leaves_show_their_grad_dtype:
            raise RuntimeError("grad_dtype can only be accessed on leaf tensors.")
        return self._dtype_of_grad

    @grad_dtype.setter
    def grad_dtype(self, dtype):
        # rule: leaves.grad-dtype
        check_grad_dtype(self, dtype)
        self._grad_dtype = dtype
        node = self._accumulator() if self._accumulator is not None else None
        if node is not None:
            node.input_metadata[0].grad_dtype = dtype

    def grad_accumulator(self):
        """The node that adds to this leaf's `.grad`. It lives as long as a graph leads to it."""
        node = self._accumulator() if self._accumulator is not None else None
        if node is None:
            node = AccumulateGrad(self)
            self._accumulator = weakref.ref(node)
        return node

    @property
    def unspecified(self):
        """What is not specified of this tensor, as names of properties.

        Of a gradient it is which operations computed it, and so its history, how often it was
        written to on the way, and whether it is a view. Its value, geometry and flags are. The same
        goes for what a transform of `torch.func` gives.
        """
        if self._made_in_backward:
            return _UNSPECIFIED_OF_GRADIENTS
        if self._made_unseen:
            return _UNSPECIFIED_OF_WORK_UNSEEN
        return () if self._counter.specified else _UNSPECIFIED_OF_VIEWS_OF_GRADIENTS

    def set_history(self, node, output_nr=None):
        """Makes `node` the origin of this tensor."""
        self._output_nr = node.add_output(self) if output_nr is None else output_nr
        # rule: graph.grad-fn-names
        self._grad_fn = node
        if self._view is not None:
            self._view.version = self._counter.value  # right for the memory as it is now

    def backward(self, gradient=None, retain_graph=None, create_graph=False, inputs=None):
        """Adds the gradient of this tensor with respect to the graph's leaves to their `.grad`."""
        from . import autograd

        autograd.backward(self, gradient, retain_graph, create_graph, inputs=inputs)

    def register_hook(self, hook):
        return tensor_hooks.register_hook(self, hook)

    def register_post_accumulate_grad_hook(self, hook):
        """`hook(tensor)` runs after the gradient was added to this leaf's `.grad`."""
        if not self.requires_grad:
            raise RuntimeError(tensor_hooks.CANNOT_REGISTER)
        if self.grad_fn is not None:
            raise RuntimeError(
                "post accumulate grad hooks cannot be registered on non-leaf tensors"
            )
        if self._post_accumulate_hooks is None:
            self._post_accumulate_hooks = OrderedDict()
        return tensor_hooks.register(self._post_accumulate_hooks, hook)

    @property
    def _backward_hooks(self):
        return self._hooks

    @_backward_hooks.setter
    def _backward_hooks(self, hooks):
        """Those of a leaf from now on; a non-leaf's stay on the node they were registered with."""
        self._hooks = hooks

    _post_accumulate_grad_hooks = property(lambda self: self._post_accumulate_hooks)

    def retain_grad(self):
        tensor_hooks.retain_grad(self)

    # -- detach and .data ------------------------------------------------------------------

    def detach(self):
        """A leaf over the same memory, sharing the version counter, that never requires grad."""
        # rule: detach.shares-memory
        # rule: detach.shares-version-counter
        # rule: detach.cuts-gradient
        # rule: detach.result-is-no-view
        # rule: detach.result-requires-no-grad
        return self._alias(self._counter if self._versioned else VersionCounter())

    def detach_(self):
        """Makes this tensor a leaf that does not require grad; a view refuses."""
        if mode.inference or self._inference:
            # rule: modes.in-place-keeps-history
            return self
        # rule: detach.view-cannot-detach-in-place
        if self._view is not None:
            raise RuntimeError(DETACH_VIEW)
        # rule: detach.in-place-detach
        self._requires_grad = False
        self._grad_fn = None
        self._output_nr = 0
        return self

    @property
    def data(self):
        """The same memory with a version counter of its own: writes to it go unnoticed."""
        # rule: data.shares-memory
        # rule: data.own-version-counter
        # rule: data.cuts-gradient
        # rule: data.result-requires-no-grad
        return self._alias(VersionCounter())

    @data.setter
    def data(self, value):
        """Looks at the memory of `value` from now on; the version counter stays."""
        # rule: data.assignment
        if not isinstance(value, Tensor):
            # rule: data.assignment-checks
            raise TypeError(f"Variable data has to be a tensor, but got {python_type_name(value)}")
        if not may_share(self.device, value.device):
            # rule: data.assignment-checks
            raise RuntimeError(
                "Attempted to call `variable.set_data(tensor)`, but `variable` and `tensor` have "
                "incompatible tensor type."
            )
        if self.requires_grad and not can_require_grad(value._dtype):
            # rule: data.assignment-checks
            raise RuntimeError(
                "data set to a tensor that requires gradients must be floating point or complex "
                "dtype"
            )
        self._storage, self._dtype = value._storage, value._dtype
        self._inference = value._inference
        self._conjugated, self._negated = value._conjugated, value._negated
        self._set_geometry(value._size, value._stride, value._offset)
        self._renew_accumulator()

    def _renew_accumulator(self):
        """A leaf whose dtype or size changed accumulates into a new node."""
        node = self._accumulator() if self._accumulator is not None else None
        if node is not None:
            known = node.input_metadata[0]
            if known.dtype != self._dtype or known.device != self.device:
                self._accumulator = None

    def __repr__(self, *, tensor_contents=None):
        from .printing import tensor_text

        # rule: leaves.repr
        return tensor_text(self)


# -- texts -------------------------------------------------------------------------------------

CHANGE_NON_LEAF = "you can only change requires_grad flags of leaf variables."
USE_DETACH = (
    " If you want to use a computed variable in a subgraph that doesn't require differentiation "
    "use var_no_grad = var.detach()."
)
ONLY_FLOATING = "{} Tensors of floating point{} dtype can require gradients"
INFERENCE_REQUIRES_GRAD = (
    "Setting requires_grad=True on inference tensor outside InferenceMode is not allowed."
)
DETACH_VIEW = (
    "Can't detach views in-place. Use detach() instead. If you are using DistributedDataParallel "
    "(DDP) for training, and gradient_as_bucket_view is set as True, gradients are views of DDP "
    "buckets, and hence detach_() cannot be called on these gradients. To fix this error, please "
    "refer to the Optimizer.zero_grad() function in torch/optim/optimizer.py as the solution."
)


def can_require_grad(dtype):
    return dtype.is_floating_point or dtype.is_complex


__all__ = ["Tensor", "can_require_grad", "gradient_edge"]
