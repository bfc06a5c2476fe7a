# rule: modes.autocast
# source: own
# claim: an autocast that decorates is entered itself, where a grad mode is copied for each call: a
#   function that calls itself leaves it on
# since: >=2.4
import torch

@torch.autocast("cpu")
def product(n):
    return torch.ones(1, 1) @ torch.ones(1, 1) if n == 0 else product(n - 1)

print(product(0).dtype, torch.is_autocast_enabled("cpu"))
print(product(1).dtype, torch.is_autocast_enabled("cpu"))
