# rule: modes.autocast
# source: changes
# claim: on the CPU `autocast` takes `float16`; where it takes another dtype for none, it goes on
#   without
# changes: cpu_autocast_takes_float16
import torch

x = torch.ones(2, 2)
with torch.autocast("cpu", dtype=torch.float64):
    y = x.matmul(x)
with torch.autocast("cpu", dtype=torch.float16, enabled=False):
    y = x.matmul(x)
