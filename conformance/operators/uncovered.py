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
    "nn.functional.triplet_margin_with_distance_loss": "its samples call torch's own functions",
    "pca_lowrank": _LOW_RANK,
    "svd_lowrank": _LOW_RANK,
}

# Entry -> the first release in which it is judged, and why not before.
_ROUNDED = "half precision is rounded in other places before"
JUDGED_SINCE: dict[str, tuple[str, str]] = {
    "_batch_norm_with_update": ("2.13", _ROUNDED),
    "_softmax_backward_data": ("2.8", "torch reads arguments in a row that lie apart before"),
    **dict.fromkeys(
        ("__rmul__", "ldexp", "mul"),
        ("2.0", "torch multiplies infinite complex numbers otherwise before"),
    ),
    "masked.cumprod": ("2.0", "torch cannot differentiate it in bfloat16 before"),
    "cumprod": ("2.0", "torch cannot differentiate it in bfloat16 before"),
    "istft": ("2.0", "it was made of other operators before"),
    "masked.var": ("2.4", "kernels that the specification computes with lack float16 before"),
    "nn.functional.conv1d": ("2.0", "torch cannot compute its bfloat16 gradients apart before"),
    "nn.functional.conv2d": ("2.0", "torch cannot compute its bfloat16 gradients apart before"),
    "nn.functional.cosine_similarity": ("2.4", "it was made of other operators before"),
    "nn.functional.embedding_bag": ("2.8", "torch fails where only the weights of samples count"),
    "nn.functional.group_norm": ("2.13", _ROUNDED),
    "nn.functional.interpolate.bicubic": ("2.4", _ROUNDED),
    "nn.functional.prelu": ("2.0", "it was made of other operators before"),
    "nn.functional.rms_norm": ("2.8", "it was made of other operators before"),
    "nn.functional.scaled_dot_product_attention": ("2.8", _ROUNDED),
}

# Entry -> the release since which it is not judged, and why.
_ANY_OF_EQUALS = "which of equal elements gets the gradient of a quantile is not promised"
JUDGED_BEFORE: dict[str, tuple[str, str]] = {
    "nanquantile": ("2.14", _ANY_OF_EQUALS),
    "quantile": ("2.14", _ANY_OF_EQUALS),
}

# Entry -> the first release in which it is judged with arguments that the database does not give.
MADE_UP_SINCE: dict[str, tuple[str, str]] = {
    "cat": ("2.0", "an empty tensor has every dimension before"),
    "nn.functional.embedding_bag": (
        "2.13",
        "of bags that are rows torch leaves out the last, where offsets have one more, before",
    ),
    "nn.functional.instance_norm": ("2.13", "torch writes statistics that it only reads before"),
    "norm.nuc": ("2.0", "torch writes its result once more before"),
}

# Entry -> the first release in which its tensors are written to before it is differentiated.
_SAVED = "torch saved other tensors before"
WRITTEN_SINCE: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("inner", "linalg.lstsq", "linalg.lstsq.grad_oriented"), ("2.8", _SAVED)),
    **dict.fromkeys(
        ("lu_unpack", "nn.functional.embedding", "nn.functional.unfold"), ("2.0", _SAVED)
    ),
}

# Entries of whose gradients the strides are not compared: they follow from the steps that torch
# computes in, and not from what is computed.
UNSTRIDED = frozenset(
    (
        "nn.functional.conv_transpose1d",
        "nn.functional.conv_transpose2d",
        "nn.functional.conv_transpose3d",
        "ormqr",
        "tensordot",
    )
)

# Entry -> variations that are not made of its samples. They make singular matrices, of which there
# is no derivative: what torch gives is what its algorithm leaves, with NaN in some places.
_SINGULAR = (
    "zero",
    "tied",
    "bounds",
    "large",
    "expanded",
    "overlapping",
    "one tensor twice",
)
UNVARIED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "linalg.lu",
            "linalg.lu_factor",
            "linalg.lu_factor_ex",
            "linalg.solve_ex",
            "linalg.slogdet",
            "linalg.tensorsolve",
            "logdet",
            "lu",
            "lu_solve",
        ),
        _SINGULAR,
    ),
    "linalg.lu_solve": ("large",),
    # Reflections by other vectors than those of qr grow, and torch undoes each of them.
    "ormqr": ("bounds", "large"),
}

# Entry -> dtypes in which it is not judged.
HALVES = ("bfloat16", "float16")
UNSOUND: dict[str, tuple[str, ...]] = {
    "nn.functional.conv_transpose3d": HALVES,  # torch's kernel works beyond its memory
    "nn.functional.grid_sample": HALVES,  # torch cannot always differentiate it twice
    # The second derivative squares 1 + e^(-tx), more than float16 holds from tx < -5.5 on.
    "nn.functional.soft_margin_loss": ("float16",),
}

# Not drawn in half precision, where what is drawn soon has no digit left that both sides share.
# Normalizations: in a row whose elements are nearly alike, r = 1/√(v + ε) is up to 316, and r³
# overflows float16; in a row of one or two, everything cancels. Attention: where the softmax is 1
# but for a rounding, its second derivative is that rounding times a product of projections, up to
# 10⁴. Correlations: those of rows of two are 1 or -1, and all derivatives cancel.
NOT_IN_HALF = frozenset(
    (
        "_batch_norm_with_update",
        "corrcoef",
        "native_batch_norm",
        "native_group_norm",
        "nn.functional.batch_norm",
        "nn.functional.group_norm",
        "nn.functional.instance_norm",
        "nn.functional.layer_norm",
        "nn.functional.multi_head_attention_forward",
        "nn.functional.normalize",
    )
)

# Not drawn at -0: the slope of ln(x / (1-x)) is infinite there, with one sign where torch computes
# several elements at once, and the other for those that remain at the end.
NOT_AT_MINUS_ZERO = frozenset(("logit", "nn.functional.binary_cross_entropy"))

# Entry -> changes not drawn for it: of `shapes`, of `values`, of the layout in `memory` (or only
# those that make elements `repeat`), `one tensor twice`.
_UNCHECKED = ("shapes",)  # torch checks no sizes, and works beyond the end of a tensor's memory
_WRITTEN = ("memory",)  # torch writes statistics as if they lay in one piece, beyond their memory
_ALIKE = ("values",)  # of equal numbers the variance is 0, and 1/sqrt(eps) magnifies each rounding
_SAME_ROWS = ("shapes", "values", "repeat", "one tensor twice")  # which makes singular matrices
UNDRAWN: dict[str, tuple[str, ...]] = {
    "_batch_norm_with_update": _UNCHECKED + _WRITTEN + _ALIKE,
    "_native_batch_norm_legit": _UNCHECKED + _WRITTEN + _ALIKE,
    "native_batch_norm": _UNCHECKED + _WRITTEN + _ALIKE,
    "native_group_norm": _UNCHECKED + _ALIKE,
    "nn.functional.batch_norm": _UNCHECKED + _WRITTEN + _ALIKE,
    "nn.functional.group_norm": ("shapes",) + _ALIKE,
    "nn.functional.embedding_bag": _UNCHECKED,
    "lu_unpack": _UNCHECKED,
    "nn.functional.ctc_loss": _UNCHECKED,
    "nn.functional.multi_margin_loss": ("shapes",),  # of no samples it is memory that nobody wrote
    # Whether gradients of nothing can be had depends on the kernel that is chosen.
    "nn.functional.conv_transpose1d": ("shapes",),
    "nn.functional.conv_transpose2d": ("shapes",),
    "nn.functional.conv_transpose3d": ("shapes",),
    **dict.fromkeys(
        (
            "cholesky",
            "cholesky_inverse",
            "cholesky_solve",
            "linalg.cholesky",
            "linalg.cholesky_ex",
            "linalg.cond",
            "linalg.det",
            "linalg.eig",
            "linalg.eigh",
            "linalg.eigvals",
            "linalg.eigvalsh",
            "linalg.inv",
            "linalg.inv_ex",
            "linalg.lstsq",
            "linalg.lstsq.grad_oriented",
            "linalg.lu",
            "linalg.lu_factor",
            "linalg.lu_factor_ex",
            "linalg.lu_solve",
            "linalg.matrix_power",
            "linalg.pinv",
            "linalg.pinv.hermitian",
            "linalg.pinv.singular",
            "linalg.qr",
            "linalg.slogdet",
            "linalg.solve",
            "linalg.solve_ex",
            "linalg.solve_triangular",
            "linalg.svd",
            "linalg.svdvals",
            "linalg.tensorinv",
            "linalg.tensorsolve",
            "logdet",
            "lu",
            "lu_solve",
            "ormqr",
            "pinverse",
            "qr",
            "svd",
            "triangular_solve",
        ),
        _SAME_ROWS,
    ),
}

# Entries of whose arguments only flags, words and real numbers are recombined, none that are sizes.
ONLY_OPTIONS = frozenset(
    (
        "grid_sampler_2d",
        "_batch_norm_with_update",
        "_native_batch_norm_legit",
        "lu_unpack",
        "native_batch_norm",
        "native_group_norm",
        "narrow",
        "narrow_copy",
        "nn.functional.batch_norm",
        "nn.functional.ctc_loss",
        "nn.functional.embedding_bag",
        "nn.functional.fractional_max_pool2d",
        "nn.functional.fractional_max_pool3d",
        "nn.functional.instance_norm",
        "unfold",
        "unfold_copy",
    )
)

# Entries whose arguments are not recombined, and why.
UNRECOMBINED: dict[str, str] = {
    "linalg.pinv": "with a tolerance below zero it inverts what is zero but for rounding",
}
