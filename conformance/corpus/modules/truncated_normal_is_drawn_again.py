# rule: modules.parameters-require-grad
# source: changes
# claim: `init.trunc_normal_` draws again what is out of bounds
# changes: truncated_normal_is_drawn_again
import torch

x = torch.zeros(3)
torch.manual_seed(0)
torch.nn.init.trunc_normal_(x, a=-0.5, b=0.5)
print(x)
