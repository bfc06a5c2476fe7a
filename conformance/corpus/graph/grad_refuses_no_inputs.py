# rule: graph.arguments-are-checked
# source: changes
# claim: `grad` refuses an empty list of inputs before it looks at the outputs
# changes: grad_refuses_no_inputs
import torch

x = torch.tensor([1.0])
torch.autograd.grad(x, [])
