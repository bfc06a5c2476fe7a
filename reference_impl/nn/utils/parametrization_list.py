"""`ParametrizationList`: what one parametrized tensor is computed from, and how it is assigned to.

The first parametrization takes `original`, or `original0`, `original1`, ... where the
`right_inverse` of the first gives several tensors; each further one takes what the one before it
returned.
"""

from collections.abc import Sequence

from ... import semantics
from ...grad_mode import no_grad
from ...tensor import Tensor
from ..containers import ModuleList
from ..parameter import Parameter

NOT_TENSORS = "'right_inverse' must return a Tensor or a Sequence of tensors (list, tuple...). Got "


class ParametrizationList(ModuleList):
    """The parametrizations of one tensor, and the tensors that they start from."""

    __module__ = "torch.nn.utils.parametrize"

    def __init__(self, modules, original, unsafe=False):
        if len(modules) == 0:
            raise ValueError("ParametrizationList requires one or more modules.")
        super().__init__(modules)
        self.unsafe = unsafe
        shape, dtype = original.shape, original.dtype
        given = self._inverted(original)
        if not isinstance(given, (Tensor, Sequence)):
            raise ValueError(NOT_TENSORS + type(given).__name__)
        self.is_tensor = isinstance(given, Tensor)
        self.ntensors = 1 if self.is_tensor else len(given)
        if self.is_tensor:
            self._keep_one(original, given)
        else:
            self._keep_several(original, given)
        if not unsafe:
            self._check_result(shape, dtype)

    def _inverted(self, value):
        """What the parametrizations would make `value` of, as far as they can tell."""
        with no_grad():
            for module in reversed(list(self)):
                if hasattr(module, "right_inverse"):
                    try:
                        value = module.right_inverse(value)
                    except NotImplementedError:
                        # It cannot tell: the tensor is left as it is.
                        continue
        return value

    def _keep_one(self, original, given):
        same_kind(
            "When `right_inverse` outputs one tensor, it may not change the dtype.",
            ("original.dtype", original.dtype),
            ("right_inverse(original).dtype", given.dtype),
        )
        with no_grad():
            original.set_(given)
        register(self, "original", original)

    def _keep_several(self, original, given):
        for place, each in enumerate(given):
            if not isinstance(each, Tensor):
                raise ValueError(
                    f"{NOT_TENSORS}element {place} of the sequence with type {type(each).__name__}."
                )
            if isinstance(original, Parameter):
                each = Parameter(each, original.requires_grad)
            each.requires_grad_(original.requires_grad)
            register(self, f"original{place}", each)

    def _check_result(self, shape, dtype):
        result = self()
        if not isinstance(result, Tensor):
            raise ValueError(
                f"A parametrization must return a tensor. Got {type(result).__name__}."
            )
        for what, before in (("dtype", dtype), ("shape", shape)):
            same_kind(
                f"Registering a parametrization may not change the {what} of the tensor, unless "
                "`unsafe` flag is enabled.",
                (f"unparametrized {what}", before),
                (f"parametrized {what}", getattr(result, what)),
            )

    def right_inverse(self, value):
        """Assigns: the originals become what `value` is computed from."""
        with no_grad():
            for module in reversed(list(self)):
                if not hasattr(module, "right_inverse"):
                    raise RuntimeError(
                        f"parametrization {type(module).__name__} does not implement right_inverse."
                    )
                value = module.right_inverse(value)
            if self.is_tensor:
                self._assign_one(value)
            else:
                self._assign_several(value)

    def _assign_one(self, value):
        if not isinstance(value, Tensor):
            raise ValueError(f"`right_inverse` should return a tensor. Got {type(value).__name__}")
        if value.dtype != self.original.dtype:
            raise ValueError(
                f"The tensor returned by `right_inverse` has dtype {value.dtype} "
                f"while `original` has dtype {self.original.dtype}"
            )
        self.original.set_(value)

    def _assign_several(self, values):
        if not isinstance(values, Sequence):
            raise ValueError(
                f"'right_inverse' must return a sequence of tensors. Got {type(values).__name__}."
            )
        if len(values) != self.ntensors:
            length = "length" if semantics.current().texts_of_2_0 else "lenght"
            raise ValueError(
                "'right_inverse' must return a sequence of tensors of length "
                f"{self.ntensors}. Got a sequence of {length} {len(values)}."
            )
        for place, value in enumerate(values):
            original = getattr(self, f"original{place}")
            if not isinstance(value, Tensor):
                raise ValueError(_not_a_tensor(place, value))
            if original.dtype != value.dtype:
                raise ValueError(
                    f"Tensor {place} returned by `right_inverse` has dtype {value.dtype} "
                    f"while `original{place}` has dtype {original.dtype}"
                )
            original.set_(value)

    def forward(self):
        if self.is_tensor:
            value = self[0](self.original)
        else:
            value = self[0](*(getattr(self, f"original{n}") for n in range(self.ntensors)))
        for module in list(self)[1:]:
            value = module(value)
        return value


def _not_a_tensor(place, value):
    got = f"Got element {place} of type {type(value).__name__}"
    if semantics.current().texts_of_2_13:
        what = "a sequence of tensors or reference-type opaques"
        return f"'right_inverse' must return {what}. {got}."
    return f"`right_inverse` must return a sequence of tensors. {got}"


def register(module, name, tensor):
    """A parameter stays one; any other tensor becomes a buffer."""
    if isinstance(tensor, Parameter):
        module.register_parameter(name, tensor)
    else:
        module.register_buffer(name, tensor)


def same_kind(message, before, after):
    """Refuses what changes a dtype or a shape; the two are given with the names they go by."""
    if before[1] != after[1]:
        raise ValueError(f"{message}\n{before[0]}: {before[1]}\n{after[0]}: {after[1]}")
