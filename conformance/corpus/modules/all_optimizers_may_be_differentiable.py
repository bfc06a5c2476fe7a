# rule: modules.optimizer-state
# source: changes
# claim: `AdamW` and `Adagrad` take `differentiable`; without `fused`, `Adam` decides for itself
# changes: all_optimizers_may_be_differentiable
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
o = torch.optim.Adagrad([x], lr=0.5)
print(o.state_dict())
