# rule: modes.autocast
# source: own
# claim: autocast decorates, nests and can be off within; a dtype without support switches it off
#   with a warning
# since: >=2.10
import torch

@torch.autocast("cpu", dtype=torch.float16)
def product(a, b):
    with torch.autocast("cpu", enabled=False):
        full = a @ b
    return full, a @ b

x = torch.ones(2, 2)
print(product(x, x), torch.is_autocast_enabled("cpu"), torch.is_autocast_cache_enabled())
with torch.autocast("cpu", dtype=torch.float64):
    print((x @ x).dtype)
torch.autocast(1)
torch.autocast("nothing")
