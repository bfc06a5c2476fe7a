# rule: errors.random-programs
# source: own
# claim: an argument without a derivative is refused where it requires grad
import torch

x = torch.tensor([[0.5, 0.25]], requires_grad=True)
w = torch.tensor([1.0, 2.0], requires_grad=True)
torch.nn.functional.cross_entropy(x, torch.tensor([1]), weight=w)
torch.nn.functional.binary_cross_entropy(x, torch.ones(1, 2), weight=w)
torch.nn.functional.batch_norm(x, w, torch.ones(2))
