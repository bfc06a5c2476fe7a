# rule: hooks.post-accumulate
# source: own
# claim: what a hook returns in the place of None is given to the next one, and then it is an error
# since: >=2.4
import torch

x = torch.ones(1, requires_grad=True)
x.register_post_accumulate_grad_hook(lambda p: p.grad.zero_())
x.register_post_accumulate_grad_hook(lambda p: print(p is x, p.grad))
(x * 3).backward()
print(x.grad)
