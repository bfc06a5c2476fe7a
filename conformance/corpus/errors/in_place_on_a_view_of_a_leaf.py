# rule: errors.leaf-in-place
# source: seeds/003
# claim: setting an element of the leaf itself is refused, through its detached twin it is not
import torch

leaf = torch.tensor([8.0, 9.0], requires_grad=True)
leaf[1] = -4.0
print(leaf)
leaf.detach()[1] = -4.0
print(leaf)
