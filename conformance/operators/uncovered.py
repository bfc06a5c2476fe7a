"""What is not judged although the reference has the operator, and why.

`torch-conformance ops` finds out by itself which entries are not covered; a run of the suite has to
know it beforehand, since there a difference is the subject's fault. An operator that the reference
lacks is not listed. What comes to be covered has to go from here, which a test sees to.
"""

# Of the complex second derivative: inputs moved by 3e-16 move torch's own by as much as 5e-9.
_LOW_RANK = "ill-conditioned: the last place of the input shows in the ninth digit"

UNCOVERED: dict[str, str] = {
    "as_strided_scatter": "torch gives what is overwritten the gradient of the rest",
    "grid_sampler_3d": "torch cannot differentiate it twice in half precision",
    "linalg.householder_product": "torch undoes each reflection, which loses digits in float32",
    "native_layer_norm": "torch cannot differentiate it twice with a bias and without a weight",
    "nn.functional.grid_sample": "torch cannot differentiate it twice in half precision",
    "nn.functional.triplet_margin_with_distance_loss": "its samples call torch's own functions",
    "pca_lowrank": _LOW_RANK,
    "svd_lowrank": _LOW_RANK,
}

# Entry -> the first release in which it is judged, and why not before.
_ROUNDED = "half precision is rounded in other places before"
JUDGED_SINCE: dict[str, tuple[str, str]] = {
    "_batch_norm_with_update": ("2.13", _ROUNDED),
    "_softmax_backward_data": ("2.8", "torch reads arguments in a row that lie apart before"),
    "cumprod": ("2.0", "torch cannot differentiate it in bfloat16 before"),
    "istft": ("2.0", "it was made of other operators before"),
    "masked.var": ("2.4", "kernels that the specification computes with lack float16 before"),
    "nn.functional.conv1d": ("2.0", "torch cannot compute its bfloat16 gradients apart before"),
    "nn.functional.conv2d": ("2.0", "torch cannot compute its bfloat16 gradients apart before"),
    "nn.functional.cosine_similarity": ("2.4", "it was made of other operators before"),
    "nn.functional.group_norm": ("2.13", _ROUNDED),
    "nn.functional.interpolate.bicubic": ("2.0", _ROUNDED),
    "nn.functional.prelu": ("2.0", "it was made of other operators before"),
    "nn.functional.scaled_dot_product_attention": ("2.8", _ROUNDED),
}

# Entry -> variations that are not made of its samples. They make singular matrices, of which there
# is no derivative: what torch gives is what its algorithm leaves, with NaN in some places.
_SINGULAR = ("zero", "tied", "bounds", "expanded", "one tensor twice")
UNVARIED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
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
