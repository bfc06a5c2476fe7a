"""In which order a node saves tensors, and looks at them again.

Saved-tensor hooks see it; and of several tensors that were changed, the first is complained of.
Inputs are saved in the order of their names, then outputs in that of theirs, and looked at as they
were saved. Before torch 2.1 both orders were others: mostly `self` came first.
"""

from . import semantics

# What came first, where that was not `self`.
_FIRST = {
    "AddbmmBackward0": ("batch2",),
    "AddcdivBackward0": ("tensor2",),
    "AddcmulBackward0": ("tensor2",),
    "AddmmBackward0": ("mat2",),
    "AddmvBackward0": ("vec",),
    "AddrBackward0": ("vec2",),
    "BaddbmmBackward0": ("batch2",),
    "ClampBackward0": ("self", "min"),
    "DotBackward0": ("tensor",),
    "HypotBackward0": ("other",),
    "LerpBackward1": ("weight", "self"),
    "MvBackward0": ("vec",),
    "NativeLayerNormBackward0": ("input", "weight"),
}


def saving_order(node, names):
    """The names of a node's inputs, in the order in which it saves them."""
    if semantics.current().saved_are_unpacked_by_name:
        return sorted(names)
    return _by_name_but_for_the_first(node, names)


def unpacking_order(node, names):
    """The names of what the node saved, in the order in which it looks at them.

    names: in the order in which they were saved.
    """
    if semantics.current().saved_are_unpacked_by_name:
        return names
    return _by_name_but_for_the_first(node, names)


def _by_name_but_for_the_first(node, names):
    first = _FIRST.get(node.name(), ("self",))
    return sorted(
        names, key=lambda name: (first.index(name) if name in first else len(first), name)
    )
