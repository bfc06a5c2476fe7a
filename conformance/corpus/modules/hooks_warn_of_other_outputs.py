# rule: modules.full-backward-hooks
# source: changes
# claim: a full backward hook warns if its module returns neither a tensor nor a tuple
# changes: hooks_warn_of_other_outputs
import torch

class Named(torch.nn.Module):
    def forward(self, x):
        return {"twice": x * 2}

def hook(module, grad_input, grad_output):
    print(grad_output)

m = Named()
m.register_full_backward_hook(hook)
m(torch.tensor([1.0], requires_grad=True))["twice"].backward()
