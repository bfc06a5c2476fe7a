"""What a process that has, or has not, one of the faults sees: its check, and the bystanders."""

from __future__ import annotations

import copy
import io
from typing import Any, NamedTuple

from tests.faults import registry


class Seen(NamedTuple):
    """What one process saw.

    Attributes:
        visible: the faults' checks, by name.
        bystanders: results of uses of torch that no fault may disturb, as text.
    """

    visible: dict[str, bool]
    bystanders: list[str]


def healthy() -> Seen:
    """In a process of its own: no fault, and every fault's check."""
    return _look(registry.names())


def faulty(name: str) -> Seen:
    """In a process of its own: the fault of that name."""
    registry.apply(name)
    return _look([name])


def _look(names: list[str]) -> Seen:
    import torch

    torch.set_num_threads(1)
    bystanders = [" ".join(repr(value).split()) for value in _bystanders(torch)]
    return Seen({name: registry.get(name).check(torch) for name in names}, bystanders)


def _bystanders(torch: Any) -> list[Any]:
    """Forward values of everything a fault has its hands on, and a life around it."""
    torch.manual_seed(0)
    return [
        *_forward_values(torch),
        *_writes(torch),
        *_gradients(torch),
        *_training(torch),
        *_mistakes(torch),
    ]


def _forward_values(torch: Any) -> list[Any]:
    x = torch.tensor([[-2.0, 0.0, 3.0], [1.0, 3.0, -0.5]], requires_grad=True)
    y = torch.tensor([[2.0, -1.0, 3.0]])
    square = torch.arange(9.0).reshape(3, 3).requires_grad_()
    cube = torch.arange(8.0).reshape(2, 2, 2)
    half = torch.tensor(0.5, requires_grad=True)
    values = [
        *(x.relu(), x.abs(), x.clamp(-1, 1), x.sqrt(), x.log(), x**0, x**2, x.prod(), x.norm()),
        *(torch.maximum(x, y), x.max(1).values, x.max(1).indices, x.max(), x.masked_fill(x > 1, 9)),
        *(torch.where(torch.tensor(True), x, y), torch.where(x > 0, x, 0.5)),
        *(x - half, 1 - x, x / y[0], x / y, x * x, torch.mul(x, y), torch.sub(x, y, alpha=2)),
        *(square @ square, square @ y[0], torch.addmm(square, square, square, beta=2)),
        *(x.mean(-1), x.mean(0), x.std(dim=1), x.softmax(0), x.softmax(-1), x.cumsum(0)),
        *(x[torch.tensor([0, 0])], x[:, ::2], x[-1], x.t().cos(), x.double().tanh(), x.sin()),
        *(torch.stack([x, x], -1), torch.cat([x, y]), cube.permute(1, 2, 0), y[0].expand(2, 3)),
        *(x.as_strided((2, 2), (1, 1)), square.t(), x.T, x.transpose(0, 1), x.reshape(3, 2)),
        *(x.view(-1), x.t().flatten(), x.unbind(1)[0], torch.zeros_like(x), x.clone()),
    ]
    return [value.tolist() for value in values] + [
        *(x.detach(), x.data, torch.detach(x), x.detach().numpy(), torch.from_numpy(y.numpy())),
        *(
            torch.exp(y, out=torch.empty(1, 3)),
            torch.tensor([1, 2]),
            torch.ones(2),
            x.requires_grad,
        ),
    ]


def _writes(torch: Any) -> list[Any]:
    buffer = torch.arange(6.0).reshape(2, 3)
    buffer[0].add_(1)
    buffer[:, 1] *= 2
    buffer[buffer > 4] = 0.5
    buffer[...] -= 1
    buffer.t()[2][1:].fill_(9)
    other = torch.zeros(2, 3).copy_(buffer)
    other.data = buffer * 2
    with torch.no_grad():
        other += buffer
        inside = torch.is_grad_enabled()
    with torch.inference_mode():
        inference = torch.ones(2, requires_grad=True).clone()
        inference[0].mul_(3)
    return [buffer, other, inside, torch.is_grad_enabled(), inference.tolist()]


def _gradients(torch: Any) -> list[Any]:
    x, z = (torch.tensor([0.5, -0.5], dtype=torch.float64, requires_grad=True) for _ in range(2))
    y = x.exp()
    y.register_hook(lambda grad: None)
    y.sum().backward()
    (first,) = torch.autograd.grad(z.sigmoid().sum(), z, create_graph=True)
    constant = z.detach()
    return [
        *(x.grad, first.tolist(), torch.autograd.grad(first.sum(), z)),
        torch.func.jacrev(torch.exp)(constant),
        torch.func.grad(lambda v: (v.sigmoid() * v.exp()).sum())(constant),
        torch.func.vmap(lambda v: v.exp().sum() * v)(torch.ones(2, 3)),
    ]


def _training(torch: Any) -> list[Any]:
    model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Softplus(), torch.nn.Linear(4, 1))
    data = torch.rand(5, 3)
    for make in (torch.optim.Adam, torch.optim.SGD):
        optimizer = make(model.parameters(), lr=0.1)
        for _ in range(2):
            optimizer.zero_grad()
            torch.nn.functional.mse_loss(model(data).flatten(), torch.ones(5)).backward()
            optimizer.step()
    file = io.BytesIO()
    torch.save(model.state_dict(), file)
    file.seek(0)
    return [
        torch.load(file),
        copy.deepcopy(model).state_dict(),
        model.eval().double()(data.double()).tolist(),
    ]


def _mistakes(torch: Any) -> list[Any]:
    def text(mistake):
        try:
            return mistake()
        except RuntimeError as error:
            return str(error)

    return [
        text(lambda: torch.ones(2, 3) @ torch.ones(2)),
        text(lambda: torch.ones(2) * torch.ones(3)),
        text(lambda: torch.ones(2).sum().backward()),
    ]
