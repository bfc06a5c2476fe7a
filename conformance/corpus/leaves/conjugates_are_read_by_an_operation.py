# rule: leaves.item-and-tolist
# source: own
# claim: tolist() of a conjugate is an operation and refuses a view that any operation refuses
import torch

x = torch.tensor([1j, 2j], requires_grad=True)
y = x * 1
parts = y.chunk(2)[0], y.conj().chunk(2)[0]
y.zero_()
print(parts[0].tolist())
parts[1].tolist()
