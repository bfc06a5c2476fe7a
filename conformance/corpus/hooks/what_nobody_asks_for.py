# rule: hooks.node-hook
# source: own
# claim: a node at which a pass ends computes no gradient for its own inputs
import torch

x = torch.tensor([[1.0, 2.0]], requires_grad=True)
for y in (x.clone(), x.as_strided((2,), (1,)), x * 2):
    y.grad_fn.register_hook(lambda grads, outputs: print(grads))
    y.sum().backward(inputs=[y])
