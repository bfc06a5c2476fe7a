# rule: graph.checkpoint-computes-again-in-backward
# source: changes
# claim: `checkpoint` without `use_reentrant` warns
# changes: checkpoint_wants_its_way_named
import torch

x = torch.tensor([1.0], requires_grad=True)
y = torch.utils.checkpoint.checkpoint(torch.exp, x)
