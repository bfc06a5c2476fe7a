# rule: graph.gradcheck
# source: own
# claim: gradcheck also finds a backward that does not vanish with the gradient it is given
import torch

x = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
def shifted(x):
    y = x.clone()
    y.register_hook(lambda grad: grad + 0.01)
    return y
print(torch.autograd.gradcheck(shifted, (x,), atol=0.1, raise_exception=False))
torch.autograd.gradcheck(shifted, (x,), atol=0.1)
