"""What is not judged although the reference has the operator, and why.

`torch-conformance ops` finds out by itself which entries are not covered; a run of the suite has to
know it beforehand, since there a difference is the subject's fault. An operator that the reference
lacks is not listed. What comes to be covered has to go from here, which a test sees to.
"""

_WORDS = "the error with which its second derivative is refused has other words"
_LOW_RANK = "the projection that it draws at random is no part of what is differentiated"

UNCOVERED: dict[str, str] = {
    "as_strided_scatter": "overlapping places get another gradient",
    "grid_sampler_3d": "torch cannot differentiate it twice in half precision",
    "linalg.householder_product": "torch undoes each reflection, which loses digits in float32",
    "native_group_norm": "the gradients of the statistics are left out",
    "native_layer_norm": "the gradients of the statistics are left out",
    "nn.functional.embedding_bag": _WORDS,
    "nn.functional.grid_sample": "torch cannot differentiate it twice in half precision",
    "nn.functional.linear_cross_entropy.chunked": "the result is written to less often",
    "nn.functional.max_unpool3d": "transposed gradients are refused by torch",
    "nn.functional.max_unpool3d.grad": "transposed gradients are refused by torch",
    "nn.functional.multilabel_margin_loss": _WORDS,
    "nn.functional.scaled_dot_product_attention": _WORDS,
    "nn.functional.triplet_margin_with_distance_loss": "its samples call torch's own functions",
    "pca_lowrank": _LOW_RANK,
    "svd_lowrank": _LOW_RANK,
}

# Entry -> variations that are not made of its samples. They make singular matrices, of which there
# is no derivative: what torch gives is what its algorithm leaves, with NaN in some places.
_SINGULAR = ("zero", "tied", "bounds", "expanded", "one tensor twice")
UNVARIED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "linalg.det",
            "linalg.lu",
            "linalg.lu_factor",
            "linalg.lu_factor_ex",
            "linalg.solve_ex",
            "linalg.tensorsolve",
            "lu",
            "lu_solve",
        ),
        _SINGULAR,
    ),
    # Of several that are equal, which one is the median depends on how they lie in memory.
    "masked.median": ("expanded",),
}
