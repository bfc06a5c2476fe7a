# rule: requires-grad.integer-result
# source: own
# claim: unique gives values that are recorded but cannot be differentiated; counts, positions and
#   histograms are not recorded
# since: >=2.4
import torch

x = torch.tensor([3.0, 1.0, 1.0, 2.0], requires_grad=True)
print(torch.unique(x), x.unique(False, True)[1], torch.unique(x, return_counts=True, dim=0))
print(torch.unique_consecutive(x, return_inverse=True), torch.unique(x.long(), return_counts=True))
for values in (x.unique(), x.unique(dim=0), x.unique_consecutive()):
    try:
        values.sum().backward()
    except NotImplementedError as error:
        print(values.grad_fn.name(), error)
edges = torch.tensor([1.0, 2.0])
print(torch.searchsorted(edges, x), torch.searchsorted(edges, 2, right=True))
print(torch.bucketize(x, edges, out_int32=True), x.histc(2), torch.isin(x, edges), torch.isin(1.0, x))
