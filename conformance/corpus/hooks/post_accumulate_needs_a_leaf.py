# rule: hooks.post-accumulate
# source: own
# claim: several hooks run in order; what is no leaf that requires grad refuses them
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
x.register_post_accumulate_grad_hook(lambda t: print(t.grad))
x.register_post_accumulate_grad_hook(lambda t: print("again"))
torch.ones(2).register_post_accumulate_grad_hook(print)
(x * 2).register_post_accumulate_grad_hook(print)
x.sum().backward()
