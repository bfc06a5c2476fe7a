# rule: requires-grad.integer-result
# source: own
# claim: unique gives values that are recorded but cannot be differentiated; counts, positions and
#   histograms are not recorded
# since: >=2.4
import torch

x = torch.tensor([3.0, 1.0, 1.0, 2.0], requires_grad=True)
edges = torch.tensor([1.0, 2.0])
print(torch.unique(x), x.unique(False, True)[1], torch.unique(x, return_counts=True, dim=0))
print(torch.unique_consecutive(x, return_inverse=True), torch.isin(x, edges), x.histc(2))
print(torch.searchsorted(edges, x), torch.bucketize(x, edges, out_int32=True))
x.unique().sum().backward()
