# rule: detach.cuts-gradient
# source: seeds/003
# claim: of three inputs, two cut with detach() (a leaf and a computed one), only the third gets
#   a gradient
import torch

a = torch.tensor([1.0, 2.0], requires_grad=True)
b = torch.tensor([5.0, 6.0], requires_grad=True)
c = torch.tensor([7.0, 8.0], requires_grad=True)
m = a * 2
c_cut = c.detach()
total = 4.0 * m.detach() + 0.5 * b + c_cut
total.backward(torch.tensor([1.0, 1.0]))
print(m.requires_grad, b.requires_grad, c.requires_grad, c_cut.requires_grad)
print(m.grad, b.grad, c.grad, c_cut.grad, a.grad)
