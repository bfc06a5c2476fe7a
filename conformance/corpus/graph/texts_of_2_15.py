# rule: graph.checkpoint-computes-again-in-backward
# source: changes
# claim: errors and warnings are reworded
# since: >=2.1
# changes: texts_of_2_15
import torch

x = torch.tensor([1.0], requires_grad=True)
y = torch.utils.checkpoint.checkpoint(torch.sin, x)
