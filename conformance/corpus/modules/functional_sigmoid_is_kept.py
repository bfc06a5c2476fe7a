# rule: modules.layers
# source: changes
# claim: `nn.functional.sigmoid` and `tanh` do not warn that they are deprecated
# changes: functional_sigmoid_is_kept
import torch

x = torch.zeros(2, requires_grad=True)
print(torch.nn.functional.sigmoid(x), torch.nn.functional.tanh(x))
torch.nn.functional.tanh(torch.nn.ReLU())
