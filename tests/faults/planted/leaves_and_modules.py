"""Faults of leaves, parameters, modules, optimizers, and of what is shared with numpy."""

import copy
import functools
import warnings

import numpy

from tests.faults.registry import fault


@fault
def parameter_copies(torch):
    """nn.Parameter(t) uses the memory of t.

    Broken: it copies it.

    Area: leaves. Rule: leaves.parameter. Grade: medium.
    """
    new = torch.nn.Parameter.__new__

    def faulty(cls, data=None, requires_grad=True):
        if type(data) is torch.Tensor:
            data = data.detach().clone()
        return new(cls, data, requires_grad)

    torch.nn.Parameter.__new__ = faulty


@parameter_copies.checked_by
def _(torch):
    t = torch.ones(1)
    parameter = torch.nn.Parameter(t)
    t.fill_(5)
    return parameter.item() == 1


@fault
def parameter_insists_on_its_flag(torch):
    """nn.Parameter(t) requires grad unless it is told otherwise.

    Broken: it requires grad although it was told requires_grad=False, if t is of floating point.

    Area: leaves. Rules: leaves.parameter, modules.freeze-parameters. Grade: medium.
    """
    new = torch.nn.Parameter.__new__

    def faulty(cls, data=None, requires_grad=True):
        insist = isinstance(data, torch.Tensor) and data.is_floating_point()
        return new(cls, data, requires_grad or insist)

    torch.nn.Parameter.__new__ = faulty


@parameter_insists_on_its_flag.checked_by
def _(torch):
    return torch.nn.Parameter(torch.ones(1), requires_grad=False).requires_grad


@fault
def deepcopy_forgets_grad(torch):
    """copy.deepcopy of a leaf copies its .grad.

    Broken: the copy's .grad is None.

    Area: leaves. Rule: leaves.deepcopy. Grade: easy.
    """
    deepcopy = torch.Tensor.__deepcopy__

    @functools.wraps(deepcopy)
    def faulty(self, memo):
        copied = deepcopy(self, memo)
        copied.grad = None
        return copied

    torch.Tensor.__deepcopy__ = faulty


@deepcopy_forgets_grad.checked_by
def _(torch):
    x = torch.ones(1, requires_grad=True)
    (x * 2).backward()
    return copy.deepcopy(x).grad is None


@fault
def clone_of_a_leaf_is_a_leaf(torch):
    """clone() is differentiable: gradients pass through the copy to the original.

    Broken: the clone of a leaf is a leaf of its own that requires grad. (`x.clone()`.)

    Area: leaves. Rules: leaves.clone-is-recorded, gradients.chain-rule,
    requires-grad.leaf-has-no-grad-fn. Grade: easy.
    """
    clone = torch.Tensor.clone

    @functools.wraps(clone)
    def faulty(self, **kwargs):
        copied = clone(self, **kwargs)
        if self.is_leaf and copied.requires_grad:
            return copied.detach().requires_grad_()
        return copied

    torch.Tensor.clone = faulty


@clone_of_a_leaf_is_a_leaf.checked_by
def _(torch):
    x = torch.ones(1, requires_grad=True)
    copied = x.clone()
    return copied.is_leaf and copied.requires_grad


@fault
def tensor_of_a_tensor_shares_memory(torch):
    """torch.tensor(t) of a tensor copies its values.

    Broken: it shares the memory of t. The warning and the flags are right.

    Area: leaves. Rule: leaves.tensor-copies. Grade: medium.
    """
    tensor = torch.tensor

    @functools.wraps(tensor)
    def faulty(data, **kwargs):
        made = tensor(data, **kwargs)
        if isinstance(data, torch.Tensor) and data.dtype == made.dtype:
            return data.data.requires_grad_(made.requires_grad)
        return made

    torch.tensor = faulty


@tensor_of_a_tensor_shares_memory.checked_by
def _(torch):
    x = torch.ones(1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = torch.tensor(x)
    x.fill_(5)
    return made.item() == 5


@fault
def numpy_detaches_by_itself(torch):
    """numpy() of a tensor that requires grad raises RuntimeError.

    Broken: it gives the array, as `detach().numpy()` does.

    Area: numpy. Rule: numpy.needs-detach. Grade: easy.
    """
    right = torch.Tensor.numpy

    @functools.wraps(right)
    def faulty(self, **kwargs):
        return right(self.detach(), **kwargs)

    torch.Tensor.numpy = faulty


@numpy_detaches_by_itself.checked_by
def _(torch):
    try:
        torch.ones(1, requires_grad=True).numpy()
    except RuntimeError:
        return False
    return True


@fault
def from_numpy_copies(torch):
    """from_numpy shares memory with the array.

    Broken: it copies.

    Area: numpy. Rules: numpy.shares-memory, numpy.writes-are-not-counted. Grade: easy.
    """
    from_numpy = torch.from_numpy
    torch.from_numpy = functools.wraps(from_numpy)(lambda array: from_numpy(array).clone())


@from_numpy_copies.checked_by
def _(torch):
    array = numpy.ones(1)
    tensor = torch.from_numpy(array)
    array[0] = 5
    return tensor.item() == 1


@fault
def numpy_of_a_matrix_copies(torch):
    """numpy() shares memory with the tensor.

    Broken: that of a tensor with two or more dimensions is a copy.

    Area: numpy. Rules: numpy.shares-memory, numpy.writes-are-not-counted. Grade: medium.
    """
    right = torch.Tensor.numpy

    @functools.wraps(right)
    def faulty(self, **kwargs):
        array = right(self, **kwargs)
        return array.copy() if array.ndim > 1 else array

    torch.Tensor.numpy = faulty


@numpy_of_a_matrix_copies.checked_by
def _(torch):
    matrix, row = torch.ones(1, 1), torch.ones(1)
    arrays = matrix.numpy(), row.numpy()
    for tensor in (matrix, row):
        tensor.fill_(5)
    return [array.item() for array in arrays] == [1, 5]


@fault
def zero_grad_in_place_makes_new_zeros(torch):
    """zero_grad(set_to_none=False) writes zeros into the .grad that is there.

    Broken: .grad becomes a new tensor of zeros. (Modules and optimizers.)

    Area: modules. Rule: modules.zero-grad. Grade: hard.
    """

    def renewing(zero_grad, parameters):
        @functools.wraps(zero_grad)
        def faulty(self, set_to_none=True):
            for parameter in parameters(self):
                if parameter.grad is not None:
                    parameter.grad = parameter.grad.clone()
            zero_grad(self, set_to_none)

        return faulty

    module, optimizer = torch.nn.Module, torch.optim.Optimizer
    module.zero_grad = renewing(module.zero_grad, lambda self: self.parameters())
    optimizer.zero_grad = renewing(
        optimizer.zero_grad, lambda self: [p for g in self.param_groups for p in g["params"]]
    )


@zero_grad_in_place_makes_new_zeros.checked_by
def _(torch):
    parameter = torch.nn.Parameter(torch.ones(1))
    (parameter * 2).backward()
    kept = parameter.grad
    torch.optim.SGD([parameter], lr=1).zero_grad(set_to_none=False)
    return (kept.item(), parameter.grad.item()) == (2, 0)


@fault
def module_freezes_its_own_parameters_only(torch):
    """Module.requires_grad_(flag) sets the flag of all the module's parameters.

    Broken: of those it holds itself, not of those of the modules in it.

    Area: modules. Rules: modules.requires-grad, modules.freeze-parameters, modules.replace-head.
    Grade: medium.
    """

    def faulty(self, requires_grad=True):
        for parameter in self.parameters(recurse=False):
            parameter.requires_grad_(requires_grad)
        return self

    torch.nn.Module.requires_grad_ = faulty


@module_freezes_its_own_parameters_only.checked_by
def _(torch):
    linear = torch.nn.Linear(1, 1)
    torch.nn.Sequential(linear).requires_grad_(False)
    nested = linear.weight.requires_grad
    return nested and not linear.requires_grad_(False).weight.requires_grad


@fault
def optimizer_steps_out_of_place(torch):
    """optimizer.step() writes to the parameters in place.

    Broken: SGD puts each parameter on new memory first, and what shared its memory keeps the old
    values.

    Area: modules. Rules: modules.optimizer-step, leaves.parameter. Grade: hard.
    """
    step = torch.optim.SGD.step

    @functools.wraps(step)
    def faulty(self, closure=None):
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is not None:
                    parameter.data = parameter.data.clone()
        return step(self, closure)

    torch.optim.SGD.step = faulty


@optimizer_steps_out_of_place.checked_by
def _(torch):
    t = torch.ones(1)
    parameter = torch.nn.Parameter(t)
    (parameter * 2).backward()
    torch.optim.SGD([parameter], lr=1).step()
    return (t.item(), parameter.item()) == (1, -1)


@fault
def weight_decay_moves_what_has_no_gradient(torch):
    """optimizer.step() skips the parameters whose .grad is None.

    Broken: SGD with weight decay shrinks them, frozen ones among them.

    Area: modules. Rules: modules.optimizer-step, modules.freeze-parameters,
    modules.freeze-after-optimizer. Grade: hard.
    """
    step = torch.optim.SGD.step

    @functools.wraps(step)
    def faulty(self, closure=None):
        with torch.no_grad():
            for group in self.param_groups:
                for parameter in group["params"]:
                    if parameter.grad is None and group["weight_decay"]:
                        parameter.mul_(1 - group["lr"] * group["weight_decay"])
        return step(self, closure)

    torch.optim.SGD.step = faulty


@weight_decay_moves_what_has_no_gradient.checked_by
def _(torch):
    def after_step(weight_decay):
        parameter = torch.nn.Parameter(torch.ones(1))
        torch.optim.SGD([parameter], lr=0.5, weight_decay=weight_decay).step()
        return parameter.item()

    return (after_step(1.0), after_step(0.0)) == (0.5, 1)
