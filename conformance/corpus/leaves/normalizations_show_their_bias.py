# rule: leaves.repr
# source: changes
# claim: normalizing layers print whether they have one
# changes: normalizations_show_their_bias
import torch

print(torch.nn.BatchNorm1d(2))
