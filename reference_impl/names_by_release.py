"""Names that PyTorch did not always have, or has no more: hidden in the releases without them.

What is hidden raises as a name does that was never there: AttributeError for an attribute,
TypeError for a keyword argument.
"""

import functools
import importlib
import inspect

# The first release that has the name; the first measured to, where it is not known better.
NAMES = {
    "_foreach_clamp_max": (2, 0),
    "_foreach_clamp_max_": (2, 0),
    "_foreach_clamp_min": (2, 0),
    "_foreach_clamp_min_": (2, 0),
    "_foreach_clone": (2, 12),
    "_foreach_copy_": (2, 1),
    "_foreach_lerp": (2, 0),
    "_foreach_lerp_": (2, 0),
    "_foreach_max": (2, 4),
    "_foreach_pow": (2, 1),
    "_foreach_pow_": (2, 1),
    "_foreach_rsqrt": (2, 8),
    "_foreach_rsqrt_": (2, 8),
    "_foreach_sign": (2, 1),
    "_foreach_sign_": (2, 1),
    "Tensor.untyped_storage": (2, 0),
    "Tensor.dim_order": (2, 1),
    "Tensor.itemsize": (2, 1),
    "Tensor.nbytes": (2, 1),
    "Tensor.register_post_accumulate_grad_hook": (2, 1),
    "Tensor._post_accumulate_grad_hooks": (2, 1),
    "Tensor.grad_dtype": (2, 10),
    "autograd.Function.boxed_grads_call": (2, 13),
    "autograd.graph.Node": (2, 0),
    "autograd.graph.register_multi_grad_hook": (2, 0),
    "autograd.graph.GradientEdge": (2, 1),
    "autograd.graph.get_gradient_edge": (2, 1),
    "autograd.graph.increment_version": (2, 1),
    "autograd.enforce_grad_layout_policy": (2, 13),
    "autograd.grad_mode.enforce_grad_layout_policy": (2, 13),
    "autograd.graph.allow_mutation_on_saved_tensors": (2, 0),
    "autograd.set_multithreading_enabled": (2, 0),
    "autograd.grad_mode.set_multithreading_enabled": (2, 0),
    "autograd.is_multithreading_enabled": (2, 1),
    "autograd._unsafe_preserve_version_counter": (2, 0),
    "graph.Node._sequence_nr": (2, 1),
    "graph.Node._set_sequence_nr": (2, 4),
    "graph.Node._input_metadata": (2, 8),
    "amp.GradScaler": (2, 3),
    "amp.custom_bwd": (2, 4),
    "amp.custom_fwd": (2, 4),
    "cpu.amp.GradScaler": (2, 3),
    "func": (2, 0),
    "get_autocast_dtype": (2, 4),
    "newaxis": (2, 3),
    "unravel_index": (2, 2),
    "vmap": (2, 0),
    "nn.Buffer": (2, 5),
    "nn.LinearCrossEntropyOptions": (2, 13),
    "nn.CircularPad1d": (2, 1),
    "nn.CircularPad2d": (2, 1),
    "nn.CircularPad3d": (2, 1),
    "nn.LPPool3d": (2, 2),
    "nn.RMSNorm": (2, 4),
    "nn.ZeroPad1d": (2, 1),
    "nn.ZeroPad3d": (2, 1),
    "nn.functional.lp_pool3d": (2, 2),
    "nn.Module.register_full_backward_pre_hook": (2, 0),
    "nn.Module.register_state_dict_pre_hook": (2, 0),
    "nn.Module.register_load_state_dict_pre_hook": (2, 5),
    "nn.Module.set_submodule": (2, 5),
    "nn.Module.register_state_dict_post_hook": (2, 5),
    "nn.functional.linear_cross_entropy": (2, 13),
    "nn.functional.rms_norm": (2, 4),
    "nn.functional.scaled_dot_product_attention": (2, 0),
    "nn.parameter.Buffer": (2, 5),
    "nn.utils.clip_grads_with_norm_": (2, 6),
    "nn.utils.get_total_norm": (2, 6),
    "nn.utils.parametrizations.weight_norm": (2, 1),
    "optim.Optimizer.register_load_state_dict_post_hook": (2, 1),
    "optim.Optimizer.register_load_state_dict_pre_hook": (2, 1),
    "optim.Optimizer.register_state_dict_post_hook": (2, 1),
    "optim.Optimizer.register_state_dict_pre_hook": (2, 1),
    "optim.Optimizer.register_step_pre_hook": (2, 0),
    "optim.Optimizer.register_step_post_hook": (2, 0),
    "optim.lr_scheduler.LRScheduler": (2, 0),
    "optim.swa_utils.get_ema_avg_fn": (2, 1),
    "optim.swa_utils.get_ema_multi_avg_fn": (2, 1),
    "optim.swa_utils.get_swa_avg_fn": (2, 1),
    "optim.swa_utils.get_swa_multi_avg_fn": (2, 1),
    "utils.checkpoint.CheckpointError": (2, 1),
    "utils.checkpoint.GraphExecGroup": (2, 10),
    "utils.checkpoint.set_checkpoint_debug_enabled": (2, 2),
    "utils.checkpoint.set_checkpoint_early_stop": (2, 1),
    "utils.swap_tensors": (2, 3),
}

# The same for keyword arguments.
ARGUMENTS = {
    "autograd.grad": {"materialize_grads": (2, 1)},
    "autograd.gradcheck": {"masked": (2, 4)},
    "autograd.gradgradcheck": {"masked": (2, 4)},
    "autograd.graph.register_multi_grad_hook": {"mode": (2, 3)},
    "autograd.graph.save_on_cpu.__init__": {"device_type": (2, 4)},
    "masked.std": {"correction": (2, 0)},
    "masked.var": {"correction": (2, 0)},
    "nn.Embedding.__init__": {"_freeze": (2, 0)},
    "nn.GroupNorm.__init__": {"bias": (2, 12)},
    "nn.LayerNorm.__init__": {"bias": (2, 4)},
    "nn.InstanceNorm1d.__init__": {"bias": (2, 12)},
    "nn.InstanceNorm2d.__init__": {"bias": (2, 12)},
    "nn.InstanceNorm3d.__init__": {"bias": (2, 12)},
    "nn.Module.load_state_dict": {"assign": (2, 1)},
    "nn.Module.named_buffers": {"remove_duplicate": (2, 0)},
    "nn.Module.register_forward_hook": {
        "always_call": (2, 1),
        "prepend": (2, 0),
        "with_kwargs": (2, 0),
    },
    "nn.Module.register_forward_pre_hook": {"prepend": (2, 0), "with_kwargs": (2, 0)},
    "nn.Module.set_submodule": {"strict": (2, 7)},
    "nn.MultiheadAttention.forward": {"is_causal": (2, 0)},
    "nn.functional.multi_head_attention_forward": {"is_causal": (2, 0)},
    "nn.modules.module.register_module_forward_hook": {
        "always_call": (2, 1),
        "with_kwargs": (2, 8),
    },
    "nn.functional.huber_loss": {"weight": (2, 8)},
    "nn.functional.l1_loss": {"weight": (2, 8)},
    "nn.functional.mse_loss": {"weight": (2, 8)},
    "nn.init.kaiming_normal_": {"generator": (2, 4)},
    "nn.init.kaiming_uniform_": {"generator": (2, 4)},
    "nn.init.normal_": {"generator": (2, 4)},
    "nn.init.orthogonal_": {"generator": (2, 4)},
    "nn.init.sparse_": {"generator": (2, 4)},
    "nn.init.trunc_normal_": {"generator": (2, 4)},
    "nn.init.uniform_": {"generator": (2, 4)},
    "nn.init.xavier_normal_": {"generator": (2, 4)},
    "nn.init.xavier_uniform_": {"generator": (2, 4)},
    "nn.utils.clip_grad_norm_": {"foreach": (2, 0)},
    "nn.utils.clip_grad_value_": {"foreach": (2, 0)},
    "nn.functional.scaled_dot_product_attention": {"scale": (2, 1), "enable_gqa": (2, 5)},
    "optim.ASGD.__init__": {"differentiable": (2, 0), "capturable": (2, 4)},
    "optim.Adadelta.__init__": {"differentiable": (2, 0), "capturable": (2, 4)},
    "optim.Adagrad.__init__": {"differentiable": (2, 0), "fused": (2, 4)},
    "optim.AdamW.__init__": {"differentiable": (2, 0), "fused": (2, 0)},
    "optim.Adamax.__init__": {"differentiable": (2, 0), "capturable": (2, 4)},
    "optim.LBFGS.__init__": {"maximize": (2, 14)},
    "optim.NAdam.__init__": {
        "differentiable": (2, 0),
        "capturable": (2, 4),
        "decoupled_weight_decay": (2, 4),
        "maximize": (2, 4),
    },
    "optim.RAdam.__init__": {
        "differentiable": (2, 0),
        "capturable": (2, 4),
        "decoupled_weight_decay": (2, 4),
        "maximize": (2, 4),
    },
    "optim.RMSprop.__init__": {"capturable": (2, 4)},
    "optim.Rprop.__init__": {"differentiable": (2, 0), "capturable": (2, 4)},
    "optim.SGD.__init__": {"fused": (2, 4)},
    "optim.lr_scheduler.ChainedScheduler.__init__": {"optimizer": (2, 4)},
    "optim.swa_utils.AveragedModel.__init__": {"multi_avg_fn": (2, 1)},
}

# Names that are no more: the first release without them.
GONE = {
    "optim.lr_scheduler.LRScheduler.print_lr": (2, 7),
}

_ABSENT = object()
# What was taken away, by owner and name, to be put back.
_hidden = []


def apply(release):
    """Hides what this release does not have, and shows what it has."""
    while _hidden:
        setattr(*_hidden.pop())
    for path, since in NAMES.items():
        if release < since:
            _hide(*_owner_of(path))
    for path, until in GONE.items():
        if release >= until:
            _hide(*_owner_of(path))
    for path, arguments in ARGUMENTS.items():
        later = {name for name, since in arguments.items() if release < since}
        owner, name = _owner_of(path)
        if later and hasattr(owner, name):
            _hidden.append((owner, name, getattr(owner, name)))
            setattr(owner, name, _without(later, getattr(owner, name)))


def _owner_of(path):
    """The module or class that has a name, and the name."""
    found = importlib.import_module(__package__)
    *parts, name = path.split(".")
    for part in parts:
        found = getattr(found, part)
    return found, name


def _hide(owner, name):
    bases = getattr(owner, "__mro__", ())
    owner = next((base for base in bases if name in vars(base)), owner)
    value = vars(owner).get(name, _ABSENT)
    if value is not _ABSENT:
        _hidden.append((owner, name, value))
        delattr(owner, name)


def _without(arguments, function):
    """The function, refusing these keyword arguments as Python does."""

    @functools.wraps(function)
    def refusing(*args, **kwargs):
        for name in kwargs:
            if name in arguments:
                raise TypeError(
                    f"{function.__qualname__}() got an unexpected keyword argument '{name}'"
                )
        return function(*args, **kwargs)

    parameters = inspect.signature(function).parameters.values()
    shown = [parameter for parameter in parameters if parameter.name not in arguments]
    refusing.__signature__ = inspect.Signature(shown)
    return refusing
