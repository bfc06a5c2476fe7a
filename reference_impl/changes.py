"""What changed in autograd from release to release: one switch of the reference each.

`python -m conformance.rules.changes` prints the page `docs/changes.md` from it.
"""

from typing import NamedTuple

# The first release that is specified, and one that will not come.
FIRST, NEVER = (1, 13), (99, 0)


class Change(NamedTuple):
    """A switch: on from the release `since`, and off again from `until` if that is given.

    Releases are `(major, minor)`. A change is dated by the first release on which it was measured
    where nothing tells the exact one.
    """

    name: str
    since: tuple[int, int]
    what: str
    source: str = ""
    until: tuple[int, int] = NEVER

    def is_on(self, release):
        return self.since <= release < self.until


_PULL = "https://github.com/pytorch/pytorch/pull/"

CHANGES = (
    Change(
        "detached_saved_tensor_raises",
        (2, 0),
        "An in-place detach of a saved tensor is an error one can read.",
    ),
    Change(
        "zero_grad_sets_none",
        (2, 0),
        "`zero_grad()` sets `.grad` to None, not to zeros.",
        f"{_PULL}92731",
    ),
    Change(
        "gradients_are_summed_in_place",
        (2, 0),
        "The gradients that several uses of a tensor bring are summed in place, which shows in the "
        "version of `.grad`.",
    ),
    Change(
        "errors_name_operators",
        (2, 13),
        "Errors name the operator (`Sigmoid`), not its node (`SigmoidBackward0`).",
    ),
    Change("function_apply_takes_keywords", (2, 13), "`Function.apply` takes keyword arguments."),
    Change(
        "complex_views_skip_ones",
        (2, 11),
        "`view_as_complex` does not ask for the stride of a dimension of size 1.",
    ),
    Change(
        "loading_into_no_memory_warns",
        (2, 1),
        "`load_state_dict` warns where it copies values into a parameter on the `meta` device.",
    ),
    Change("hint_names_check_nan", (2, 11), "The hint about anomaly mode names `check_nan`."),
    Change(
        "det_of_one_number_is_a_view",
        (2, 12),
        "The gradient of the determinant of one number is a view of what comes in, and that of no "
        "number is 0.",
    ),
    Change(
        "repeat_ends_with_a_view",
        (2, 11),
        "`repeat` of an inference tensor is a view, in normal mode.",
    ),
    Change(
        "windows_are_overwritten_as_views",
        (2, 0),
        "`select_scatter`, `diagonal_scatter` and `as_strided_scatter` of inference tensors are "
        "views, in normal mode.",
    ),
    Change(
        "errors_come_first",
        (2, 11),
        "A node that raises, for want of a derivative, comes as soon as it is ready, as leaves do.",
    ),
    Change(
        "hardswish_kinks_are_outside",
        (2, 8),
        "`hardswish` has the slope of the outer line at -3 and 3.",
        f"{_PULL}143899",
    ),
    Change("atan2_is_flat_at_origin", (2, 10), "The gradient of `atan2(0, 0)` is 0, not NaN."),
    Change(
        "hooks_see_what_is_only_captured",
        (2, 0),
        "The hooks of a tensor are called, and its gradient is retained, also where "
        "`autograd.grad` asks for its gradient and goes no further.",
    ),
    Change(
        "written_tensors_start_new_hooks",
        (2, 0),
        "A hook registered after an in-place write belongs to the new history, also if there was "
        "a hook before.",
    ),
    Change(
        "bases_start_new_hooks",
        (2, 1),
        "The same where the write went through a view of the tensor; its retained gradient is that "
        "of the new history then.",
    ),
    Change(
        "norm_is_the_vector_norm",
        (2, 0),
        "`norm` is `linalg.vector_norm`, and shows its node: `LinalgVectorNormBackward0`.",
    ),
    Change(
        "diag_is_made_of_others",
        (2, 0),
        "`diag` is `diag_embed` or a copy of `diagonal`, and shows their nodes.",
    ),
    Change(
        "prelu_broadcasts_its_weight",
        (2, 0),
        "`prelu` views its weight in the shape of the input; its node is `PreluKernelBackward0`.",
    ),
    Change(
        "variance_of_one_has_nan",
        (2, 0),
        "The gradient of `var()` of one element is NaN; it was infinite, and of a wrong shape.",
    ),
    Change(
        "interpolation_shows_its_size",
        (2, 0),
        "The nodes of `interpolate` are those of the forms that take a size (`Backward0`).",
    ),
    Change(
        "squeeze_takes_several",
        (2, 0),
        "`squeeze` takes several dimensions, and the nodes of `squeeze_` are numbered on by one.",
    ),
    Change(
        "narrow_refuses_negative_lengths",
        (2, 0),
        "`narrow` says that a length is negative.",
    ),
    Change(
        "numbers_refuse_several_indices",
        (2, 0),
        "`index_select` of a tensor without dimensions refuses several indices; it wrote beyond "
        "its memory.",
    ),
    Change(
        "numbers_refuse_no_index",
        (2, 1),
        "`index_select` of a tensor without dimensions refuses no indices; it returned memory that "
        "nobody wrote.",
    ),
    Change(
        "saved_are_unpacked_by_name",
        (2, 1),
        "Of several saved tensors that were changed, that with the first name is complained of.",
    ),
    Change(
        "optimizers_load_without_copying",
        (2, 1),
        "What `Optimizer.load_state_dict` loads is not copied.",
    ),
    Change(
        "prehooks_alone_replace",
        (2, 1),
        "What a full backward pre-hook returns counts also if no input of its module requires "
        "grad.",
    ),
    Change(
        "unary_foreach_is_differentiable",
        (2, 0),
        "`_foreach_exp` and its like have a derivative.",
    ),
    Change(
        "foreach_is_differentiable",
        (2, 1),
        "`_foreach_add` and its like have a derivative; the in-place forms of all are recorded, "
        "and refuse leaves that require grad.",
        f"{_PULL}93901",
    ),
    Change("foreach_gives_its_list", (2, 1), "`_foreach_add_` and its like return their list."),
    Change(
        "product_of_zeros_differentiates_twice",
        (2, 1),
        "The gradient of `x.prod()` can be differentiated also where several elements are 0.",
    ),
    Change(
        "fractional_pools_count_their_ratios",
        (2, 1),
        "`fractional_max_pool2d` counts the numbers of `output_ratio`: more than two are refused, "
        "and so is one that is no tuple.",
        f"{_PULL}99507",
    ),
    Change(
        "set_grad_enabled_waits",
        (2, 1),
        "`set_grad_enabled` as a decorator does not set the mode where it decorates, and as a "
        "context sets it where the block begins.",
    ),
    Change(
        "matmul_folds_for_the_gradient",
        (2, 1),
        "Whether `matmul` makes one product of a batch depends on what requires grad.",
    ),
    Change("resize_bumps", (2, 1), "`resize_` counts as a write where it changes the size."),
    Change("complex_scalar_needs_argument", (2, 1), "`backward()` of a complex number is refused."),
    Change(
        "power_keeps_a_number", (2, 1), "`2 ** x` is one operator; the number becomes no tensor."
    ),
    Change(
        "mean_along_dimensions_saves_its_input",
        FIRST,
        "`mean` along dimensions saves its input, so that writing to it afterwards is an error.",
        until=(2, 1),
    ),
    Change(
        "mean_saves_its_input",
        (2, 0),
        "So does `mean` of everything.",
        until=(2, 1),
    ),
    Change("sgd_without_momentum_has_no_state", (2, 1), "`SGD` keeps no state without momentum."),
    Change("adam_interpolates", (2, 1), "`Adam` writes once to its mean in a step, not twice."),
    Change(
        "lists_descend_at_once",
        (2, 1),
        "Steps of lists of `ASGD` and `Rprop` write otherwise often than steps of one tensor.",
    ),
    Change("reshape_is_a_view", (2, 1), "`reshape` of contiguous memory is `View`."),
    Change("grad_modes_decorate_without_parentheses", (2, 1), "`@torch.no_grad` decorates."),
    Change(
        "linear_flattens_all_shapes",
        (2, 1),
        "`linear` with a bias flattens inputs of all dimensions, not of three only.",
    ),
    Change(
        "all_optimizers_may_be_differentiable",
        (2, 0),
        "`AdamW` and `Adagrad` take `differentiable`; without `fused`, `Adam` decides for itself.",
    ),
    Change(
        "sgd_has_a_rate",
        (2, 4),
        "`SGD` has a default for `lr`.",
    ),
    Change(
        "invalid_views_can_be_printed",
        (2, 4),
        "A view that may not be renewed after a write is printed with `grad_fn=<Invalid>`; it "
        "raised.",
    ),
    Change(
        "nadam_counts_momentum_once",
        (2, 0),
        "`NAdam` multiplies the momentum of a step into its product once, not twice.",
    ),
    Change(
        "optimizers_run_otherwise",
        (2, 4),
        "`SGD` and `Adagrad` take `fused`; `RMSprop` takes `capturable`, counts in a "
        "tensor, and writes once to its mean in a step.",
    ),
    Change(
        "increment_version_takes_several",
        (2, 8),
        "`increment_version` takes several tensors, and passes over inference tensors.",
    ),
    Change(
        "adam_counts_steps_on_the_cpu",
        (2, 13),
        "`Adam` counts its steps on the CPU, whatever the default device.",
    ),
    Change("adam_groups_say_how_they_decay", (2, 8), "`Adam` takes `decoupled_weight_decay`."),
    Change("optimizers_keep_names", (2, 6), "Optimizers take named parameters."),
    Change("modules_are_in_plain_dicts", (2, 5), "A module's tables are plain dicts."),
    Change(
        "dirty_view_of_a_leaf_is_refused",
        (2, 8),
        "`mark_dirty` of a view of a leaf that requires grad is refused.",
    ),
    Change(
        "checkpoint_wants_its_way_named",
        (2, 1),
        "`checkpoint` without `use_reentrant` warns.",
    ),
    Change(
        "checkpoint_warns_of_its_own_autocast",
        (2, 4),
        "Each second run of a checkpoint warns that `torch.cpu.amp.autocast` is deprecated.",
        until=(2, 5),
    ),
    Change("texts_of_2_0", (2, 0), "Errors and warnings are reworded."),
    Change("texts_of_2_4", (2, 4), "Errors and warnings are reworded."),
    Change(
        "unrecorded_functions_check_what_they_save",
        (2, 4),
        "That `ctx.to_save` is a tuple is checked also where nothing is recorded.",
    ),
    Change("texts_of_2_8", (2, 8), "Errors and warnings are reworded."),
    Change("texts_of_2_9", (2, 9), "Errors and warnings are reworded."),
    Change("rms_norm_is_contiguous", (2, 9), "The result of `rms_norm` lies in memory row by row."),
    Change("texts_of_2_10", (2, 10), "Errors and warnings are reworded."),
    Change("texts_of_2_11", (2, 11), "Errors and warnings are reworded."),
    Change("texts_of_2_12", (2, 12), "Errors and warnings are reworded."),
    Change(
        "backward_measures_its_inputs",
        (1, 13),
        "`backward` asks for the length of `inputs`, also of a tensor.",
        until=(2, 8),
    ),
    Change(
        "inputs_may_be_a_dict",
        (2, 13),
        "`inputs` may be a dict, and `grad` then returns one.",
    ),
    Change(
        "needs_input_grad_is_writable",
        (2, 4),
        "`ctx.needs_input_grad` may be set.",
    ),
    Change(
        "setup_context_gets_defaults",
        (2, 4),
        "`setup_context` is given the arguments that `forward` takes by default too.",
    ),
    Change(
        "undefined_gradients_end_in_hooks",
        (2, 8),
        "A post-accumulate-grad hook runs where no gradient came, too.",
    ),
    Change(
        "non_leaves_show_their_grad_dtype",
        (2, 15),
        "`grad_dtype` can be read of a non-leaf.",
    ),
    Change(
        "gaussian_loss_takes_a_number",
        (2, 8),
        "`gaussian_nll_loss` takes a number for the variance.",
    ),
    Change(
        "gaussian_loss_takes_one_anywhere",
        (2, 10),
        "`gaussian_nll_loss` takes a variance with one element along any dimension, not the last.",
    ),
    Change(
        "triplets_check_their_margin",
        (2, 4),
        "`triplet_margin_loss` refuses a margin that is not positive.",
    ),
    Change(
        "sequences_begin_quietly",
        (2, 9),
        "`SequentialLR` does not warn of the epoch when its next schedule begins.",
    ),
    Change(
        "combinations_are_indexed",
        (2, 14),
        "`combinations` indexes its argument: `Index`, not `Stack`.",
    ),
    Change(
        "checkpoints_compare_computations",
        (2, 1),
        "`checkpoint` by saved-tensor hooks compares the second computation with the first, and "
        "takes settings.",
        f"{_PULL}90105",
    ),
    Change(
        "checkpoints_may_go_on",
        (2, 9),
        "`checkpoint` takes `early_stop`.",
    ),
    Change("texts_of_2_14", (2, 14), "Errors and warnings are reworded."),
    Change("texts_of_2_15", (2, 15), "Errors and warnings are reworded."),
    Change("texts_of_2_13", (2, 13), "Errors and warnings are reworded."),
    Change(
        "float_of_a_recorded_tensor_warns",
        (2, 8),
        "`float(x)` and `complex(x)` of a tensor that requires grad warn.",
        f"{_PULL}143261",
    ),
    Change("weight_norm_is_deprecated", (2, 1), "`nn.utils.weight_norm` warns."),
    Change(
        "truncated_normal_is_drawn_again",
        (2, 12),
        "`init.trunc_normal_` draws again what is out of bounds.",
    ),
    Change("modules_take_buffers", (2, 5), "There is `nn.Buffer`.", f"{_PULL}125971"),
    Change(
        "hooks_without_input_gradient_warn",
        (2, 8),
        "A full backward hook of a module whose inputs require no grad warns when it is called.",
    ),
    Change("clipping_nothing_warns", (2, 8), "`clip_grad_norm_` warns of an empty generator."),
    Change(
        "refused_marks_are_cut_off",
        (2, 1),
        "`mark_dirty` and `mark_non_differentiable` refuse what is no tensor in a text that lacks "
        "its end.",
        until=(2, 14),
    ),
    Change(
        "gradients_have_a_dtype",
        (2, 10),
        "`Tensor.grad_dtype` exists, and errors about the dtype of a gradient speak of it.",
        f"{_PULL}164751",
    ),
    Change(
        "unused_input_has_its_index",
        (2, 13),
        "`grad` says which input was not used in the graph.",
    ),
    Change(
        "grad_refuses_no_inputs",
        (2, 13),
        "`grad` refuses an empty list of inputs before it looks at the outputs.",
    ),
    Change(
        "materialized_zeros_are_constants",
        (2, 10),
        "What `materialize_grads` makes requires grad under `create_graph` only.",
    ),
    Change(
        "open_slices_are_skipped",
        (2, 9),
        "In a tuple, and where it is written to, a slice that takes everything records nothing, "
        "also if it does not name its end.",
    ),
    Change(
        "asarray_keeps_the_flag",
        (2, 12),
        "`asarray` of a tensor that requires grad requires grad, unless told otherwise.",
    ),
    Change(
        "checkpoints_miss_detached_inputs",
        (2, 12),
        "A checkpoint without `use_reentrant` refuses an input that was detached in place since.",
        f"{_PULL}174327",
    ),
    Change(
        "functions_may_clear_on_access",
        (2, 11),
        "A custom Function may set `clear_saved_tensors_on_access`.",
    ),
    Change(
        "functions_may_box_gradients",
        (2, 13),
        "A custom Function may set `boxed_grads_call`.",
    ),
    Change("nextafter_is_differentiable", (2, 13), "`nextafter` has a derivative."),
    Change(
        "normalizations_show_their_bias", (2, 12), "Normalizing layers print whether they have one."
    ),
    Change(
        "plus_of_booleans_is_missing",
        (2, 14),
        "`+x` of booleans raises NotImplementedError, not RuntimeError.",
    ),
    Change(
        "nan_to_num_of_complex_is_differentiable",
        (2, 15),
        "`nan_to_num` has a derivative for complex numbers.",
    ),
    Change(
        "prehooks_alone_do_not_warn",
        (2, 14),
        "A full backward pre-hook alone does not warn that no input requires grad.",
    ),
    Change(
        "imag_raises_type_error",
        (2, 15),
        "`imag` and `view_as_real` of real tensors raise TypeError.",
    ),
    Change("dropout_takes_complex_numbers", (2, 15), "`dropout` takes complex numbers."),
    Change("optimizer_warns_of_a_set", (2, 15), "Parameters given as a set are warned of."),
    Change(
        "grid_sample_differentiates_twice", (2, 12), "`grid_sample` can be differentiated twice."
    ),
    Change(
        "group_statistics_are_differentiable_alone",
        (2, 14),
        "Mean and deviation that `native_group_norm` gives have a gradient where its result has "
        "none.",
    ),
    Change(
        "bags_are_scaled_by_their_own_frequency",
        (2, 14),
        "`embedding_bag` with `scale_grad_by_freq` divides by how often that row was read, not "
        "another.",
        f"{_PULL}190264",
    ),
    Change(
        "dlpack_refuses_reversed_arrays",
        (2, 14),
        "`from_dlpack` refuses an array that runs backwards through its memory; it killed the "
        "process.",
        "https://github.com/pytorch/pytorch/issues/188023",
    ),
    Change(
        "hook_on_stale_view_crashes",
        (2, 0),
        "The first hook on a view whose base was written to kills the process.",
        "https://github.com/pytorch/pytorch/issues/196459",
        until=(2, 15),
    ),
    Change(
        "pictures_keep_their_format",
        (2, 1),
        "Mirrored borders, `max_pool3d`, means of whole volumes and the gradients of these and of "
        "`group_norm` have the channels last where the input has them so.",
    ),
    Change(
        "group_norm_of_pictures_crashes",
        (2, 0),
        "Backward of `group_norm` kills the process where the input has its channels last.",
        "https://github.com/pytorch/pytorch/issues/92166",
        until=(2, 1),
    ),
    Change(
        "attention_without_heads_crashes",
        (2, 9),
        "`scaled_dot_product_attention` of no heads kills the process.",
        "https://github.com/pytorch/pytorch/issues/141218",
        until=(2, 12),
    ),
    Change(
        "grouped_attention_refuses_no_heads",
        (2, 15),
        "`scaled_dot_product_attention` with `enable_gqa` refuses keys without heads; it killed "
        "the process.",
        f"{_PULL}191325",
    ),
    Change(
        "minimum_norm_subgradient",
        (2, 14),
        "The clamp family, `fmax` and `fmin` take the subgradient of least norm at a bound or tie.",
        f"{_PULL}191142",
    ),
    Change(
        "scalar_setitem_is_a_fill",
        (2, 15),
        "A number assigned to elements is filled in: `CopySlices` has one edge, a mask gives "
        "`MaskedFill` and an index tensor `IndexFill`.",
    ),
    Change(
        "linear_flattens_for_plain_bias",
        (2, 10),
        "`linear` flattens inputs, of three dimensions too, for a bias that is one contiguous row.",
        f"{_PULL}166071",
    ),
    Change("channel_shuffle_is_differentiable", (2, 8), "`channel_shuffle` has a derivative."),
    Change("narrow_copy_is_differentiable", (2, 12), "`narrow_copy` has a derivative."),
    Change(
        "dlpack_raises_buffer_error",
        (2, 9),
        "What cannot be exported by DLPack raises BufferError, not RuntimeError.",
    ),
    Change(
        "attention_multiplies",
        (2, 1),
        "`scaled_dot_product_attention` multiplies both sides by the root of the scale; it divided "
        "them.",
    ),
    Change(
        "attention_is_safe",
        (2, 5),
        "`scaled_dot_product_attention` gives 0, not NaN, where everything is masked out, and its "
        "node is `SafeSoftmaxBackward0`.",
        f"{_PULL}133882",
    ),
    Change(
        "bessel_functions_are_differentiable",
        (2, 15),
        "`special.bessel_*` and `special.modified_bessel_*` have a derivative.",
        f"{_PULL}189872",
    ),
    Change(
        "bessel_gradients_in_half_precision",
        (2, 15),
        "`special.i1` and `special.i1e` have a derivative for `float16` and `bfloat16`; so `i0` "
        "and `special.i0e` have a second one.",
    ),
    Change(
        "bessel_gradients_of_nan_are_nan",
        (2, 15),
        "The gradient of `special.i1` and `special.i1e` at NaN is NaN, not 1/2.",
    ),
    Change(
        "quantile_selects",
        (2, 14),
        "`quantile` and `nanquantile` of few ranks gather from the tensor itself, not from a "
        "sorted one.",
        f"{_PULL}188394",
    ),
    Change(
        "quantile_ranks_are_double",
        (2, 14),
        "`quantile` and `nanquantile` compute ranks in `float64`.",
        f"{_PULL}187574",
    ),
    Change(
        "attention_without_batch_is_a_batch_of_one",
        (2, 14),
        "`scaled_dot_product_attention` of three dimensions is that of four, between `Unsqueeze` "
        "and `Squeeze`, and so may be one operation.",
    ),
    Change(
        "attention_of_nothing_is_zero",
        (2, 12),
        "`scaled_dot_product_attention` without keys, or without a result, is 0 plus 0 times the "
        "sum of its arguments; releases before might crash.",
    ),
    Change(
        "distances_differentiate_twice",
        (2, 14),
        "`cdist` and `pdist` can be differentiated twice.",
        f"{_PULL}188901",
    ),
    Change(
        "ldexp_keeps_the_dtype",
        (2, 5),
        "`ldexp` of a half precision number and an integer stays in half precision.",
        f"{_PULL}133519",
    ),
    Change(
        "ldexp_is_one_operator",
        (2, 11),
        "`ldexp` is one operator, no product with a power; `ldexp_` is recorded, and refused what "
        "requires grad.",
    ),
    Change(
        "residuals_are_differentiable",
        (2, 8),
        "The residuals that `linalg.lstsq` gives have a derivative.",
    ),
    Change(
        "repetitions_are_expanded",
        (2, 4),
        "`repeat_interleave` by a number expands and clones; it selected by an index.",
    ),
    Change(
        "hardtanh_refuses_crossed_bounds",
        (2, 4),
        "`hardtanh` refuses bounds in the wrong order.",
    ),
    Change(
        "edges_own_their_nodes",
        (2, 9),
        "A `GradientEdge` has a third part, which keeps its node alive.",
    ),
    Change(
        "numbers_are_not_transposed",
        (2, 0),
        "`T`, `mT`, `H`, `mH` and `adjoint` of a tensor without dimensions warn.",
    ),
    Change(
        "edges_stand_for_outputs",
        (2, 8),
        "`backward` and `grad` take a `GradientEdge` in the place of an output.",
    ),
    Change(
        "adam_refuses_rates_in_lists",
        (2, 4),
        "`Adam` and `AdamW` refuse a tensor as `lr` with `foreach=True`.",
    ),
    Change(
        "clipping_is_counted",
        (2, 4),
        "`clip_grad_value_` with `foreach=False` counts as a write to the gradients.",
    ),
    Change(
        "clipping_wants_gradients",
        (2, 4),
        "`clip_grad_value_` raises where no parameter has a gradient.",
    ),
    Change("spectra_are_complex", (2, 0), "`istft` refuses real tensors; it took pairs."),
    Change(
        "schedules_note_their_first_rate",
        (2, 8),
        "A schedule keeps the note that it sets its first rate.",
    ),
    Change(
        "verbose_is_deprecated",
        (2, 2),
        "Schedules warn of `verbose`, and tell no rate for it.",
        f"{_PULL}111302",
    ),
    Change(
        "schedules_say_nothing",
        (2, 7),
        "Schedules take no `verbose`.",
        f"{_PULL}147301",
    ),
    Change(
        "plateaus_know_their_rates",
        (2, 4),
        "`ReduceLROnPlateau` is a schedule like others: it has `get_last_lr`.",
    ),
    Change(
        "saved_tensors_show_their_hook",
        (2, 10),
        "What a node saved has `unpack_hook`.",
    ),
    Change(
        "plateaus_keep_their_floor",
        (2, 8),
        "`ReduceLROnPlateau` keeps the smallest rate for groups that are added.",
    ),
    Change(
        "checkpoints_have_tangents",
        (2, 12),
        "A checkpoint without `use_reentrant` can be used in forward mode.",
    ),
    Change(
        "composed_schedules_are_checked",
        (2, 4),
        "`SequentialLR` and `ChainedScheduler` refuse to be of no schedule, or of one that is not "
        "stepped like others; they say which one belongs to another optimizer.",
    ),
    Change(
        "linear_schedules_start_above_zero",
        (2, 0),
        "`LinearLR` refuses to start at 0.",
    ),
    Change(
        "one_cycle_names_its_curve",
        (2, 4),
        "`OneCycleLR.state_dict` has the name of its curve, not the function.",
    ),
    Change(
        "hook_errors_keep_their_type",
        (2, 0),
        "What a saved-tensor hook raises arrives as it is, not as a RuntimeError that quotes it.",
    ),
    Change(
        "context_may_be_set_up_apart",
        (2, 0),
        "A custom Function may have a `setup_context`, and a `forward` without `ctx`.",
    ),
    Change(
        "cpu_autocast_takes_float16",
        (2, 4),
        "On the CPU `autocast` takes `float16`. Where it takes another dtype for none, it goes on "
        "without; it raised where the block began.",
    ),
    Change(
        "smooth_l1_is_flat_at_zero",
        (2, 4),
        "`smooth_l1_loss` with `beta=0` is `l1_loss`: its gradient at 0 is 0, not -1.",
    ),
    Change(
        "heads_attend_in_one_operation",
        (2, 0),
        "`MultiheadAttention` uses `scaled_dot_product_attention` where no weights are asked for.",
    ),
    Change(
        "rows_of_checkpoints_name_their_way",
        (2, 0),
        "`checkpoint_sequential` takes `use_reentrant`.",
    ),
    Change(
        "heads_are_multiplied",
        (2, 4),
        "`MultiheadAttention` multiplies what it asks by a scale; it divided: `Mul`, not `Div`.",
    ),
    Change(
        "heads_are_reshaped",
        (2, 13),
        "What the heads of `MultiheadAttention` found is reshaped: `UnsafeView`, not `View`.",
    ),
    Change(
        "attention_weights_are_averaged",
        (2, 0),
        "`MultiheadAttention` takes the mean of its weights over the heads: `Mean`, not `Div`.",
    ),
    Change(
        "recurrent_layers_check_all_settings",
        (2, 11),
        "`RNN`, `LSTM` and `GRU` check the types of all settings, and refuse inputs of size 0.",
    ),
    Change(
        "lbfgs_converts_unrecorded",
        (2, 9),
        "`LBFGS` does not warn that it makes numbers of losses that require grad.",
    ),
    Change(
        "indices_along_a_dimension_wrap",
        (2, 10),
        "`take_along_dim` counts indices below 0 from the end, and notices no later write to them.",
    ),
    Change(
        "functional_sigmoid_is_kept",
        (2, 0),
        "`nn.functional.sigmoid` and `tanh` no longer warn that they are deprecated.",
        "https://github.com/pytorch/pytorch/issues/65909",
    ),
    Change(
        "cyclic_schedules_drop_their_scale",
        (2, 0),
        "`CyclicLR.state_dict` leaves out the reference to its scale, which cannot be pickled; and "
        "`OneCycleLR` names the step that it refuses, not the one after.",
        f"{_PULL}91400",
    ),
    Change(
        "cyclic_schedules_move_betas",
        (2, 4),
        "`CyclicLR` takes an optimizer that has `betas` in place of a momentum.",
        f"{_PULL}113548",
    ),
    Change("lbfgs_may_maximize", (2, 14), "`LBFGS` takes `maximize`."),
    Change(
        "evaluation_needs_statistics",
        (2, 15),
        "`native_batch_norm` outside of training refuses to be without running statistics; it read "
        "memory that was not there.",
        "https://github.com/pytorch/pytorch/issues/194014",
    ),
    Change(
        "linear_flattens_unseen",
        (2, 15),
        "`linear` on other than two dimensions gives no view: `UnsafeView` in place of `View`.",
    ),
    Change("decorated_classes_warn", (2, 0), "A grad mode that decorates a class warns."),
    Change("typed_storages_are_deprecated", (2, 0), "Each use of a typed storage warns."),
    Change(
        "refused_complex_is_not_implemented",
        (2, 15),
        "An operator that refuses to differentiate for complex numbers raises "
        "NotImplementedError, not RuntimeError.",
    ),
    Change("grid_sample_has_tangents", (2, 15), "`grid_sample` can be used in forward mode."),
    Change(
        "sums_of_exponentials_have_tangents",
        (2, 4),
        "`logcumsumexp` can be used in forward mode.",
    ),
    Change("renorm_has_tangents", (2, 4), "`renorm` can be used in forward mode."),
    Change(
        "integers_have_no_nanmean",
        (2, 15),
        "`nanmean` of what is no number with a fraction raises NotImplementedError, not "
        "RuntimeError.",
    ),
    Change(
        "rms_norm_computes_precisely",
        (2, 8),
        "`rms_norm` computes `float16` and `bfloat16` in `float32`; its result has the dtype of "
        "the input, also if the weight has another.",
    ),
    Change(
        "rms_norm_warns_of_mixed_dtypes",
        (2, 9),
        "`rms_norm` warns of a weight of another dtype than the input.",
    ),
    Change("aminmax_is_differentiable", (2, 12), "`aminmax` has a derivative."),
    Change(
        "layers_print_shorter",
        (2, 0),
        "`ModuleList` prints equal neighbours once, with their count.",
    ),
    Change(
        "hooks_warn_of_other_outputs",
        (2, 0),
        "A full backward hook warns if its module returns neither a tensor nor a tuple.",
    ),
    Change(
        "asgd_checks_all_settings",
        (2, 15),
        "`ASGD` refuses `lambd` and `alpha` below 0.",
    ),
)
