# rule: operators.mean
# source: changes
# claim: so does `mean` of everything
# changes: mean_saves_its_input
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 1
m = y.mean()
y.add_(1)
m.backward()
