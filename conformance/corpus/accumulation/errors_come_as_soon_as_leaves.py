# rule: accumulation.kept-on-failure
# source: changes
# claim: a node without a derivative comes as soon as it is ready, as leaves do: of two that are
#   ready at once the one that was reached first
# changes: errors_come_first
import torch

x, y = torch.ones(1, requires_grad=True), torch.ones(1, requires_grad=True)
slope, = torch.autograd.grad(torch.nn.functional.hardsigmoid(y), y, y, create_graph=True)
for made in (x * slope, slope * x):
    x.grad = None
    try:
        made.backward()
    except RuntimeError:
        print(x.grad)
