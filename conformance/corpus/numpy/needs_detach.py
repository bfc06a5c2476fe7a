# rule: numpy.needs-detach
# source: seeds/001
# claim: numpy() of a tensor that requires grad raises and names detach(), for leaf and computed
#   tensor alike
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
a = x.numpy()
b = (x * 2).numpy()
c = (x * 2).detach().numpy()
print(c)
