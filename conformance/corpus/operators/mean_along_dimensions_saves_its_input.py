# rule: operators.mean
# source: changes
# claim: `mean` along dimensions saves its input, so that writing to it afterwards is an error
# changes: mean_along_dimensions_saves_its_input
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 1
m = y.mean(0)
y.add_(1)
m.backward()
