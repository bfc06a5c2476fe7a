# rule: modes.decorator
# source: own
# claim: a class is decorated with a warning; set_grad_enabled wants a bool and says what it is
# since: >=2.4
import torch

class Maker(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.flag = torch.is_grad_enabled()

print(torch.no_grad()(Maker)().flag)
torch.set_grad_enabled(1)
print(torch.set_grad_enabled(True))
@torch.inference_mode
def quiet(t):
    return t * 2
print(quiet(torch.ones(1, requires_grad=True)))
