"""Looking at a program's variables, without changing what is seen.

The observer knows nothing of a subject but torch's names: the same reads are made of torch and of
the reference. It relies on as little as it can, since what it looks at may be faulty: values are
read with `tolist()`, shared memory is told by addresses, never by autograd's own idea of a view.

One thing a look does change, and this is torch's doing: reading `grad_fn` of a view that was
written to through another brings its history up to date. So when to look is part of a run.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from conformance.tracing.graph import GraphReader
from conformance.tracing.observations import (
    ANYTHING,
    ELSEWHERE,
    ArraySeen,
    ContainerSeen,
    ModuleSeen,
    NodeSeen,
    OptimizerSeen,
    OtherSeen,
    SameAs,
    Seen,
    TensorSeen,
    Unreadable,
    ValueSeen,
)
from conformance.tracing.text import Normaliser
from conformance.tracing.trace import Look

DEEPEST_GRAD = 3
DEEPEST_CONTAINER = 4

_OTHER = OtherSeen()


class Observer:
    """Looks at the variables of one run, and tells what is new since it looked before."""

    def __init__(self, torch: Any, normaliser: Normaliser):
        """`torch` is the namespace whose tensors are observed."""
        self._kinds = _Kinds(torch)
        self._normaliser = normaliser
        self._known: dict[str, Seen] = {}

    def look(self, variables: Mapping[str, Any]) -> Look:
        """Observe what the variables name; what has changed since the last look."""
        seen = _Glance(self._kinds, self._normaliser, variables).seen
        known = self._known
        leaves_open = self._kinds.leaves_open
        changed = {
            name: what
            for name, what in seen.items()
            if name not in known
            or known[name] != what
            or (leaves_open and (_left_open(what) or _left_open(known[name])))
        }
        gone = known.keys() - seen.keys()
        self._known = seen
        return Look(changed, frozenset(gone))


class _Kinds:
    """Which reader is meant for which type: worked out once a type."""

    def __init__(self, torch):
        self.tensor = torch.Tensor
        nn, optim = getattr(torch, "nn", None), getattr(torch, "optim", None)
        self.parameter = getattr(nn, "Parameter", ())
        self._module = getattr(nn, "Module", ())
        self._optimizer = getattr(optim, "Optimizer", ())
        # A specification may leave things open: its tensors then say which.
        self.leaves_open = hasattr(self.tensor, "unspecified")
        self._readers: dict[type, str] = {}
        self.dtypes: dict[Any, str] = {}

    def reader(self, kind: type) -> str:
        """The name of the `_Glance` method that reads objects of this type."""
        found = self._readers.get(kind)
        if found is None:
            found = self._readers[kind] = self._choose(kind)
        return found

    def dtype(self, dtype: Any) -> str:
        text = self.dtypes.get(dtype)
        if text is None:
            text = self.dtypes[dtype] = str(dtype)
        return text

    def _choose(self, kind):
        if issubclass(kind, self.tensor):
            return "tensor"
        if issubclass(kind, self._module):
            return "module"
        if issubclass(kind, self._optimizer):
            return "optimizer"
        if issubclass(kind, (bool, int, float, complex, str, bytes, type(None))):
            return "plain"
        if kind.__name__ == "Size":
            return "size"
        if issubclass(kind, (list, tuple, dict, set, frozenset)):
            return "container"
        if kind.__name__ in {"dtype", "device", "layout", "memory_format"}:
            return "named"
        if issubclass(kind, BaseException):
            return "exception"
        if kind.__name__ == "ndarray":
            return "array"
        if hasattr(kind, "next_functions"):
            return "node"
        return "other"


class _Glance:
    """One look. Objects are first listed under their names, then read.

    Two rounds, because `base` and `storage` of a tensor are told as names of other tensors.
    """

    def __init__(self, kinds, normaliser, variables):
        self.kinds = kinds
        self._normaliser = normaliser
        self.seen: dict[str, Seen] = {}
        self._tensors: list[tuple[str, Any]] = []
        self._names: dict[int, str] = {}  # id of a tensor -> the name it was first met under
        self._storages: dict[int, str] = {}  # address of a storage -> likewise
        self._extents: list[tuple[int, int, str]] = []  # of storages, for arrays to be found in
        self._arrays: list[tuple[str, Any]] = []
        self._nodes: list[tuple[str, Any]] = []

        for name, value in variables.items():
            getattr(self, kinds.reader(type(value)))(name, value, 0)
        self._graph = GraphReader(self._names, kinds.leaves_open)
        for name, value in self._tensors:
            self.seen[name] = self._read(name, value)
        for name, node in self._nodes:
            self.seen[name] = NodeSeen(self._graph.read(node))
        for name, array in self._arrays:
            self.seen[name] = self._read_array(name, array)

    # --- listing -----------------------------------------------------------------------------

    def tensor(self, name, value, depth):
        known = self._names.setdefault(id(value), name)
        if known is not name:
            self.seen[name] = SameAs(known)
            return
        self.seen[name] = _OTHER  # keeps its place until it is read
        self._tensors.append((name, value))
        grad = value.grad if depth < DEEPEST_GRAD else None
        if grad is not None:
            self.tensor(f"{name}.grad", grad, depth + 1)

    def plain(self, name, value, depth):
        kind = type(value)
        if isinstance(value, str):
            value = self._normaliser.text(value)
        elif kind is int:
            value = self._normaliser.number(value)
        self.seen[name] = ValueSeen(kind.__name__, value)

    def size(self, name, value, depth):
        self.seen[name] = ValueSeen("Size", tuple(value))

    def named(self, name, value, depth):
        self.seen[name] = ValueSeen(type(value).__name__, str(value))

    def exception(self, name, value, depth):
        self.seen[name] = ValueSeen(type(value).__name__, self._normaliser.text(str(value)))

    def container(self, name, value, depth):
        if isinstance(value, dict):
            keys = tuple(_key(key, place) for place, key in enumerate(value))
            items = value.values()
        elif isinstance(value, (set, frozenset)):
            self.seen[name] = ContainerSeen(type(value).__name__, (len(value),))
            return
        else:
            keys = tuple(map(str, range(len(value))))
            items = value
        self.seen[name] = ContainerSeen(type(value).__name__, keys)
        if depth < DEEPEST_CONTAINER:
            for key, item in zip(keys, items, strict=True):
                reader = self.kinds.reader(type(item))
                # Gradients of what a container holds are followed as those of a variable are.
                below = 0 if reader == "tensor" else depth + 1
                getattr(self, reader)(f"{name}[{key}]", item, below)

    def module(self, name, value, depth):
        held = [*value.named_parameters(), *value.named_buffers()]
        self.seen[name] = ModuleSeen(bool(value.training), tuple(each for each, _ in held))
        for each, tensor in held:
            self.tensor(f"{name}.{each}", tensor, 0)

    def optimizer(self, name, value, depth):
        groups = [list(group["params"]) for group in value.param_groups]
        self.seen[name] = OptimizerSeen(tuple(map(len, groups)))
        for place, parameter in enumerate(each for group in groups for each in group):
            state = value.state.get(parameter, {})
            for key, item in state.items():
                getattr(self, self.kinds.reader(type(item)))(
                    f"{name}.state[{place}][{key!r}]", item, DEEPEST_CONTAINER
                )

    def array(self, name, value, depth):
        self.seen[name] = _OTHER
        self._arrays.append((name, value))

    def node(self, name, value, depth):
        self.seen[name] = _OTHER
        self._nodes.append((name, value))

    def other(self, name, value, depth):
        self.seen[name] = _OTHER

    # --- reading -----------------------------------------------------------------------------

    def _read(self, name, x):
        try:
            seen = self._read_at_once(name, x)
        except Exception:
            # A tensor that does not tell everything: what can be read, is.
            seen = TensorSeen(*[_reading(read, self, name, x) for read in _READERS])
        left_open = x.unspecified if self.kinds.leaves_open else ()
        if left_open:
            return msgspec.structs.replace(seen, **dict.fromkeys(left_open, ANYTHING))
        return seen

    def _read_at_once(self, name, x):
        """What `_HOW` reads, in the order of its fields: a look is mostly this."""
        kinds = self.kinds
        try:
            value = x.tolist()
        except Exception as error:
            value = Unreadable(type(error).__name__, str(error))
        node, base = x.grad_fn, x._base
        return TensorSeen(
            value,
            kinds.dtype(x.dtype),
            x.device.type,
            tuple(x.shape),
            x.stride(),
            x.storage_offset(),
            self._storage(name, x),
            x.requires_grad,
            x.is_leaf,
            x.retains_grad,
            x.is_inference(),
            type(x) is not kinds.tensor and isinstance(x, kinds.parameter),  # which asks Python
            None if node is None else self._graph.read(node),
            x.output_nr,
            x._version,
            x._is_view(),
            None if base is None else self._names.get(id(base), ELSEWHERE),
        )

    def _grad_fn(self, x):
        node = x.grad_fn
        return None if node is None else self._graph.read(node)

    def _base(self, x):
        base = x._base
        return None if base is None else self._names.get(id(base), ELSEWHERE)

    def _storage(self, name, x):
        try:
            storage = x.untyped_storage()
        except AttributeError:  # it has another name in this release
            storage = x.storage().untyped()
        address = storage.data_ptr()
        if address == 0:
            return None
        known = self._storages.get(address)
        if known is None:
            known = self._storages[address] = name
            self._extents.append((address, address + storage.nbytes(), name))
        return known

    def _read_array(self, name, array):
        address = array.__array_interface__["data"][0]
        inside = [first for start, end, first in self._extents if start <= address < end]
        return ArraySeen(
            value=array.tolist(),
            dtype=str(array.dtype),
            shape=array.shape,
            stride=array.strides,
            storage=inside[0] if inside else self._storages.setdefault(address, name),
        )


# How each field of TensorSeen is read, by the glance, the tensor's name and the tensor.
_HOW = {
    "value": lambda glance, name, x: _reading(x.tolist),
    "dtype": lambda glance, name, x: glance.kinds.dtype(x.dtype),
    "device": lambda glance, name, x: x.device.type,
    "shape": lambda glance, name, x: tuple(x.shape),
    "stride": lambda glance, name, x: x.stride(),
    "storage_offset": lambda glance, name, x: x.storage_offset(),
    "storage": lambda glance, name, x: glance._storage(name, x),
    "requires_grad": lambda glance, name, x: x.requires_grad,
    "is_leaf": lambda glance, name, x: x.is_leaf,
    "retains_grad": lambda glance, name, x: x.retains_grad,
    "is_inference": lambda glance, name, x: x.is_inference(),
    "is_parameter": lambda glance, name, x: isinstance(x, glance.kinds.parameter),
    "grad_fn": lambda glance, name, x: glance._grad_fn(x),
    "output_nr": lambda glance, name, x: x.output_nr,
    "version": lambda glance, name, x: x._version,
    "is_view": lambda glance, name, x: x._is_view(),
    "base": lambda glance, name, x: glance._base(x),
}
_READERS = [_HOW[field] for field in TensorSeen.__struct_fields__]


def _left_open(seen):
    """Does it look like others, because it leaves something open? Then it is always news."""
    return type(seen) is TensorSeen and seen.base is ANYTHING


def _reading(read, *arguments):
    """What reading gives; what it raised, if it did."""
    try:
        return read(*arguments)
    except Exception as error:
        return Unreadable(type(error).__name__, str(error))


def _key(key, place):
    """How an item of a dict is named: by its key, where the key is the same in each run."""
    return repr(key) if isinstance(key, (str, int, float, bool, type(None))) else f"<{place}>"
