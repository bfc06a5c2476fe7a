# rule: hooks.retain-grad
# source: seeds/002
# claim: incomplete: besides autograd.grad and a hook there is retain_grad(); all three agree
import torch

seen = []
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.exp()
z = (y**2).sum()
asked = torch.autograd.grad(z, y, retain_graph=True)
y.retain_grad()
handle = y.register_hook(lambda grad: seen.append(grad))
z.backward()
print(torch.equal(asked[0], y.grad), torch.equal(seen[0], y.grad), len(seen))
