# rule: operators.embedding-bag
# source: changes
# claim: `embedding_bag` with `scale_grad_by_freq` divides by how often that row was read, not
#   another
# changes: bags_are_scaled_by_their_own_frequency
import torch

w = torch.ones(3, 1, requires_grad=True)
i = torch.tensor([[0, 0, 1]])
y = torch.nn.functional.embedding_bag(i, w, mode="sum", scale_grad_by_freq=True)
y.backward(torch.ones(1, 1))
print(w.grad)
