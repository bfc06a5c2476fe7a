# rule: graph.checkpoint-notices-another-computation
# source: changes
# claim: `checkpoint` by saved-tensor hooks compares the second computation with the
#   first, and takes settings
# changes: checkpoints_compare_computations
import torch

x = torch.tensor([0.5, 1.5], requires_grad=True)
lengths = [2, 1]
y = torch.utils.checkpoint.checkpoint(lambda x: x[: lengths.pop(0)].exp(), x, use_reentrant=False)
y.sum().backward()
torch.utils.checkpoint.checkpoint(torch.exp, x, use_reentrant=True, determinism_check="none")
torch.utils.checkpoint.checkpoint(torch.exp, x, use_reentrant=False, determinism_check="none")
