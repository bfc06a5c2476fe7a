# rule: leaves.deepcopy
# source: own
# claim: a deep copy copies each object and each memory once; conjugates stay so in copies
# since: >=2.0
import copy
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
pair = copy.deepcopy([x, x, x.detach()[:1]])
print(pair[0] is pair[1], pair[0].data_ptr() == pair[2].data_ptr())
z = torch.tensor([1 + 2j]).conj()
print(copy.deepcopy(z), copy.copy(z), copy.copy(z).is_conj())
x.register_hook(lambda g: g)
y = copy.copy(x)
with torch.inference_mode():
    w = copy.copy(torch.ones(2))
print(y, w, copy.deepcopy(x))
