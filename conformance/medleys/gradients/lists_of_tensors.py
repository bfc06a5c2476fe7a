"""The gradients of functions of lists: of each tensor of each list, with each kind of number."""

import torch

leaves = [torch.tensor([0.5, 2.0], requires_grad=True), torch.tensor([[3.0], [-0.25]], requires_grad=True)]
others = [torch.tensor([2.0, 0.5], requires_grad=True), torch.tensor([[1.5], [2.0]], requires_grad=True)]
thirds = [torch.tensor([1.0, -1.0], requires_grad=True), torch.tensor([[0.25], [4.0]], requires_grad=True)]
frozen = [torch.tensor([1.0, 2.0]), leaves[1]]

calls = [
    lambda a: torch._foreach_abs(a),
    lambda a: torch._foreach_neg(a),
    lambda a: torch._foreach_exp(a),
    lambda a: torch._foreach_sin(a),
    lambda a: torch._foreach_tanh(a),
    lambda a: torch._foreach_sigmoid(a),
    lambda a: torch._foreach_reciprocal(a),
    lambda a: torch._foreach_sqrt(torch._foreach_mul(a, a)),
    lambda a: torch._foreach_erf(a),
    lambda a: torch._foreach_ceil(a),
    lambda a: torch._foreach_frac(a),
    lambda a: torch._foreach_sign(a),
    lambda a: torch._foreach_mul(a, 0),
    lambda a: torch._foreach_norm(a),
    lambda a: torch._foreach_norm(a, 1),
    lambda a: torch._foreach_norm(a, 2.0),
    lambda a: torch._foreach_norm(a, 3),
    lambda a: torch._foreach_norm(a, torch.inf),
    lambda a: torch._foreach_norm(a, ord=float("inf")),
    lambda a: torch._foreach_add(a, 2),
    lambda a: torch._foreach_add(a, [2.0, 3.0]),
    lambda a: torch._foreach_add(a, others),
    lambda a: torch._foreach_add(a, others, alpha=3),
    lambda a: torch._foreach_add(a, a, alpha=-1),
    lambda a: torch._foreach_sub(a, others, alpha=0.5),
    lambda a: torch._foreach_sub(a, [1.0, 2.0]),
    lambda a: torch._foreach_mul(a, -2.0),
    lambda a: torch._foreach_mul(a, [3.0, 4.0]),
    lambda a: torch._foreach_mul(a, others),
    lambda a: torch._foreach_mul(a, a),
    lambda a: torch._foreach_div(a, 4),
    lambda a: torch._foreach_div(a, [4.0, 5.0]),
    lambda a: torch._foreach_div(a, others),
    lambda a: torch._foreach_pow(a, 2),
    lambda a: torch._foreach_pow(a, [2.0, 3.0]),
    lambda a: torch._foreach_pow(others, a),
    lambda a: torch._foreach_maximum(a, 1.0),
    lambda a: torch._foreach_maximum(a, [2.0, 2.0]),
    lambda a: torch._foreach_minimum(a, others),
    lambda a: torch._foreach_maximum(a, a),
    lambda a: torch._foreach_clamp_min(a, 0.5),
    lambda a: torch._foreach_clamp_max(a, others),
    lambda a: torch._foreach_addcmul(a, others, thirds),
    lambda a: torch._foreach_addcmul(a, others, thirds, value=-2),
    lambda a: torch._foreach_addcmul(a, a, a, [2.0, 3.0]),
    lambda a: torch._foreach_addcdiv(a, others, thirds, value=2),
    lambda a: torch._foreach_addcdiv(a, others, thirds, [2.0, 3.0]),
    lambda a: torch._foreach_lerp(a, others, 0.25),
    lambda a: torch._foreach_lerp(a, others, thirds),
    lambda a: torch._foreach_lerp(a, a, thirds),
]
writes = [
    lambda a: torch._foreach_add_(a, others, alpha=2),
    lambda a: torch._foreach_add_(a, 1),
    lambda a: torch._foreach_sub_(a, others),
    lambda a: torch._foreach_mul_(a, [2.0, 3.0]),
    lambda a: torch._foreach_div_(a, others),
    lambda a: torch._foreach_pow_(a, 3),
    lambda a: torch._foreach_exp_(a),
    lambda a: torch._foreach_zero_(a),
    lambda a: torch._foreach_copy_(a, others),
    lambda a: torch._foreach_lerp_(a, others, thirds),
    lambda a: torch._foreach_lerp_(a, others, 0.5),
    lambda a: torch._foreach_addcmul_(a, others, thirds, value=3),
    lambda a: torch._foreach_addcdiv_(a, others, thirds, [1.0, 2.0]),
    lambda a: torch._foreach_maximum_(a, others),
    lambda a: torch._foreach_clamp_min_(a, 1.0),
]


def gradients(outputs):
    outputs = [each for each in outputs if each.requires_grad]
    seeds = [torch.arange(1.0, each.numel() + 1).reshape(each.shape) for each in outputs]
    if not outputs:
        return "none"
    found = torch.autograd.grad(outputs, [*leaves, *others, *thirds], seeds, allow_unused=True)
    return [None if each is None else each.tolist() for each in found]


def tried(call, tensors):
    try:
        outputs = call(tensors)
        outputs = tensors if outputs is None else outputs
        print([(each.requires_grad, each.is_leaf, each._version, each.output_nr) for each in outputs])
        print(gradients(outputs))
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, error)


for call in calls:
    tried(call, leaves)
    tried(call, frozen)
for write in writes:
    tried(write, [each * 1 for each in leaves])
    tried(write, [torch.ones(2), torch.ones(2, 1)])
    tried(write, leaves)
    with torch.no_grad():
        tried(write, [torch.ones(2), torch.ones(2, 1)])
first = torch._foreach_mul(leaves, others)
torch._foreach_add_(first, 1)
print(gradients(first))
z = torch._foreach_mul(leaves, leaves)
(g,) = torch.autograd.grad(z[0].sum(), leaves[0], create_graph=True)
print(torch.autograd.grad(g.sum(), leaves[0]), [each.grad for each in leaves])
