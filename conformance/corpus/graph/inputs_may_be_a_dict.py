# rule: graph.inputs-may-be-a-dict
# source: changes
# claim: `inputs` may be a dict, and `grad` then returns one
# changes: inputs_may_be_a_dict
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
print(torch.autograd.grad((x * x).sum(), {"x": x}))
(x * x).sum().backward(inputs={"x": x})
print(x.grad)
