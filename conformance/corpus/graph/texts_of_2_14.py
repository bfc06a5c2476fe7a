# rule: graph.arguments-are-checked
# source: changes
# claim: errors and warnings are reworded
# since: 2.1
# changes: texts_of_2_14
import torch

x = torch.tensor([1.0], requires_grad=True)
torch.utils.checkpoint.checkpoint(torch.exp, x, use_reentrant=True, context_fn=lambda: (1, 2))
