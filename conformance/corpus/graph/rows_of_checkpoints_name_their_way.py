# rule: graph.checkpoint-sequential
# source: changes
# claim: `checkpoint_sequential` takes `use_reentrant`
# changes: rows_of_checkpoints_name_their_way
import torch
from torch.utils.checkpoint import checkpoint_sequential

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = checkpoint_sequential([torch.sin, torch.cos], 2, x, use_reentrant=False)
