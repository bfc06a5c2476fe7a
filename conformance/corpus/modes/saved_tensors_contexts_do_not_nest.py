# rule: modes.mutation-of-saved-tensors
# source: own
# claim: a block within such a block is refused
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.autograd.graph.allow_mutation_on_saved_tensors():
    with torch.autograd.graph.allow_mutation_on_saved_tensors():
        print(1)
