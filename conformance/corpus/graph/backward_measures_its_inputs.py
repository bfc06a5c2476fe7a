# rule: graph.arguments-are-checked
# source: changes
# claim: `backward` asks for the length of `inputs`, also of a tensor
# changes: backward_measures_its_inputs
import torch

x = torch.tensor(2.0, requires_grad=True)
(x * x).backward(inputs=x)
print(x.grad)
torch.autograd.backward(x * x, inputs=3)
