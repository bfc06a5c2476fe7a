# rule: hooks.node-prehook
# source: own
# claim: a prehook of a node returns a tuple with as many gradients as it was given, or None
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
handle = y.grad_fn.register_prehook(lambda grads: grads[0])
y.backward(torch.ones(2))
handle.remove()
handle = y.grad_fn.register_prehook(lambda grads: (grads[0], grads[0]))
y.grad_fn.register_prehook(lambda grads: None)
(x * 2).grad_fn.register_hook(lambda inputs, outputs: None)
y.backward(torch.ones(2), retain_graph=True)
