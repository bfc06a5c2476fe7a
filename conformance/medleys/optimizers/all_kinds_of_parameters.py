"""Each optimizer on parameters of no dimension, without elements, transposed, unused and frozen."""

import torch

for make in (
    lambda p: torch.optim.SGD(p, lr=0.5, momentum=0.5),
    lambda p: torch.optim.SGD(p, lr=0.5, momentum=0.5, dampening=0.25, weight_decay=0.5),
    lambda p: torch.optim.SGD(p, lr=0.5, momentum=0.5, nesterov=True, weight_decay=0.5, maximize=True),
    lambda p: torch.optim.Adam(p, lr=0.5, amsgrad=True),
    lambda p: torch.optim.Adam(p, lr=0.5, weight_decay=0.5, maximize=True),
    lambda p: torch.optim.AdamW(p, lr=0.5, amsgrad=True, weight_decay=0.5),
    lambda p: torch.optim.Adagrad(p, lr=0.5, lr_decay=0.5, initial_accumulator_value=0.5),
    lambda p: torch.optim.RMSprop(p, lr=0.5, centered=True, momentum=0.5),
    lambda p: torch.optim.RMSprop(p, lr=0.5, alpha=0.5, weight_decay=0.5, maximize=True),
    lambda p: torch.optim.Adadelta(p, lr=0.5, weight_decay=0.5),
    lambda p: torch.optim.Adamax(p, lr=0.5, weight_decay=0.5),
    lambda p: torch.optim.NAdam(p, lr=0.5, weight_decay=0.5),
    lambda p: torch.optim.ASGD(p, lr=0.5, lambd=0.5),
    lambda p: torch.optim.Rprop(p, lr=0.5),
):
    none = torch.tensor(2.0, requires_grad=True)
    one = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
    two = torch.ones(3, 2).t().requires_grad_()
    empty = torch.zeros(0, requires_grad=True)
    unused = torch.tensor([1.0], requires_grad=True)
    frozen = torch.tensor([1.0])
    o = make([{"params": [none, empty, unused]}, {"params": [one, two], "lr": 0.25}])
    o.add_param_group({"params": frozen})
    for i in range(2):
        o.zero_grad(set_to_none=i == 1)
        (none * one.sum() * two.sum() + empty.sum()).backward()
        o.step()
    print(none, one, two, two.stride(), empty, unused, frozen)
    print(none._version, one._version, two._version, unused._version, unused.grad, frozen.grad)
    print(o.state[none], o.state[two], o.state[empty], len(o.state))
