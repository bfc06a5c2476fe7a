# rule: detach.shares-version-counter
# source: seeds/001
# claim: a write through detach() after the loss was computed makes its backward raise
# changes: errors_name_operators, hint_names_check_nan
import torch

a = torch.tensor([4.0, 1.0, -2.0], requires_grad=True)
b = a - 3
print(b)
loss = torch.mean(b * b)
cut = b.detach()
cut.zero_()
print(b)
loss.backward()
print(a.grad)
