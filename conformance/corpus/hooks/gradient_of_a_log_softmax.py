# rule: hooks.node-hook
# source: own
# claim: the gradient of a log-softmax is one node, of the gradient and of the result
import torch

x = torch.tensor([[1.0, 2.0, 4.0]], dtype=torch.float64, requires_grad=True)
y = x.log_softmax(1)
(z,) = torch.autograd.grad(y, x, torch.tensor([[1.0, 0.0, 3.0]]).double(), create_graph=True)
z.grad_fn.register_hook(lambda grads, outputs: print(grads))
z.backward(torch.tensor([[0.0, 2.0, 1.0]]).double())
