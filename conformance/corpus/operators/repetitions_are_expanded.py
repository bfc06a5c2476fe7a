# rule: operators.repeat
# source: changes
# claim: `repeat_interleave` by a number expands and clones; it selected by an index
# changes: repetitions_are_expanded
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.repeat_interleave(2)
