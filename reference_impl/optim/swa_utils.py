"""`torch.optim.swa_utils`: averages of a model's parameters over the steps of its training.

Source: https://pytorch.org/docs/stable/optim.html#weight-averaging-swa-and-ema
"""

import copy
import itertools
import math

from .. import semantics
from ..factories import FACTORIES
from ..grad_mode import no_grad
from ..nn.module import Module
from ..nn.normalization import _BatchNorm
from ..ops.declare import FUNCTIONS
from .schedule import LRScheduler


def _check_decay(decay):
    if decay < 0.0 or decay > 1.0:
        raise ValueError(
            f"Invalid decay value {decay} provided. Please provide a value in [0,1] range."
        )


def get_ema_multi_avg_fn(decay=0.999):
    """A function that moves all averages towards the parameters, by `1 - decay` of the way."""
    _check_decay(decay)

    @no_grad()
    def ema_update(ema_param_list, current_param_list, _):
        FUNCTIONS["_foreach_lerp_"](ema_param_list, current_param_list, 1 - decay)

    return ema_update


def get_swa_multi_avg_fn():
    """A function that takes one more step into the mean of all steps."""

    @no_grad()
    def swa_update(averaged_param_list, current_param_list, num_averaged):
        weight = 1 / (num_averaged + 1)
        FUNCTIONS["_foreach_lerp_"](averaged_param_list, current_param_list, float(weight))

    return swa_update


def get_ema_avg_fn(decay=0.999):
    """As `get_ema_multi_avg_fn`, for one parameter; gives the new average."""
    _check_decay(decay)

    @no_grad()
    def ema_update(ema_param, current_param, num_averaged):
        return decay * ema_param + (1 - decay) * current_param

    return ema_update


def get_swa_avg_fn():
    """As `get_swa_multi_avg_fn`, for one parameter; gives the new average."""

    @no_grad()
    def swa_update(averaged_param, current_param, num_averaged):
        return averaged_param + (current_param - averaged_param) / (num_averaged + 1)

    return swa_update


class AveragedModel(Module):
    """A copy of a model whose parameters are averages of what that model's have been."""

    __module__ = "torch.optim.swa_utils"

    def __init__(self, model, device=None, avg_fn=None, multi_avg_fn=None, use_buffers=False):
        super().__init__()
        if avg_fn is not None and multi_avg_fn is not None:
            raise AssertionError("Only one of avg_fn and multi_avg_fn should be provided")
        self.module = copy.deepcopy(model)
        if device is not None:
            self.module = self.module.to(device)
        self.register_buffer("n_averaged", FACTORIES["tensor"](0, device=device))
        self.avg_fn, self.multi_avg_fn, self.use_buffers = avg_fn, multi_avg_fn, use_buffers

    def forward(self, *args, **kwargs):
        return self.module(*args, **kwargs)

    def update_parameters(self, model):
        """Takes the parameters of `model`, as they are now, into the averages."""
        # rule: modules.optimizer-state
        averages = [each.detach() for each in self._averaged(self.module)]
        values = [each.detach() for each in self._averaged(model)]
        if self.n_averaged == 0:
            for average, value in zip(averages, values, strict=True):
                average.copy_(value)
        elif self.avg_fn is not None:
            for average, value in zip(averages, values, strict=True):
                average.copy_(self.avg_fn(average, value, self.n_averaged))
        else:
            (self.multi_avg_fn or get_swa_multi_avg_fn())(averages, values, self.n_averaged)
        if not self.use_buffers:
            for own, other in zip(self.module.buffers(), model.buffers(), strict=True):
                own.detach().copy_(other.detach())
        self.n_averaged += 1

    def _averaged(self, model):
        buffers = model.buffers() if self.use_buffers else ()
        return itertools.chain(model.parameters(), buffers)


@no_grad()
def update_bn(loader, model, device=None):
    """Computes the running statistics of a model's normalizations anew, over these batches."""
    layers = [module for module in model.modules() if isinstance(module, _BatchNorm)]
    momenta = [layer.momentum for layer in layers]
    if not layers:
        return
    was_training = model.training
    model.train()
    for layer in layers:
        layer.reset_running_stats()
        layer.momentum = None
    for batch in loader:
        batch = batch[0] if isinstance(batch, (list, tuple)) else batch
        model(batch if device is None else batch.to(device))
    for layer, momentum in zip(layers, momenta, strict=True):
        layer.momentum = momentum
    model.train(was_training)


class SWALR(LRScheduler):
    """From the rates there are to `swa_lr`, in `anneal_epochs`, and then no further."""

    __module__ = "torch.optim.swa_utils"

    def __init__(self, optimizer, swa_lr, anneal_epochs=10, anneal_strategy="cos", last_epoch=-1):
        rates = _one_for_each_group(optimizer, swa_lr)
        for rate, group in zip(rates, optimizer.param_groups, strict=True):
            group["swa_lr"] = rate
        if anneal_strategy not in ("cos", "linear"):
            verb = "be" if semantics.current().texts_of_2_13 else "by"
            raise ValueError(
                f"anneal_strategy must {verb} one of 'cos' or 'linear', instead got "
                f"{anneal_strategy}"
            )
        if not isinstance(anneal_epochs, int) or anneal_epochs < 0:
            raise ValueError(f"anneal_epochs must be equal or greater than 0, got {anneal_epochs}")
        self._anneal_strategy, self.anneal_epochs = anneal_strategy, anneal_epochs
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        self._warn_unless_within_step()
        step = self._step_count - 1
        if self.anneal_epochs == 0:
            step = max(1, step)
        before, now = self._weight_at(step - 1), self._weight_at(step)
        rates = []
        for group in self.optimizer.param_groups:
            # What was set last is between the first rate and `swa_lr`; this is the first again.
            first = group["swa_lr"]
            if before != 1:
                first = (group["lr"] - before * group["swa_lr"]) / (1 - before)
            rates.append(group["swa_lr"] * now + first * (1 - now))
        return rates

    def _weight_at(self, step):
        part = max(0, min(1, step / max(1, self.anneal_epochs)))
        return part if self._anneal_strategy == "linear" else (1 - math.cos(math.pi * part)) / 2


def _one_for_each_group(optimizer, swa_lr):
    groups = len(optimizer.param_groups)
    if not isinstance(swa_lr, (list, tuple)):
        return [swa_lr] * groups
    given = len(swa_lr)
    if given != groups:
        has = f": swa_lr has {given}, optimizer.param_groups has {groups}"
        if semantics.current().texts_of_2_4:
            has = f". swa_lr has {given} values, param_groups has {groups}."
        raise ValueError(f"swa_lr must have the same length as optimizer.param_groups{has}")
    return swa_lr
