# rule: modules.layers
# source: own
# claim: distances, bilinear forms, and losses
# since: >=2.4
import torch
import torch.nn as nn

torch.manual_seed(0)
a, b = torch.randn(3, 4, requires_grad=True), torch.randn(3, 4)
nn.CosineSimilarity()(a, b).sum().backward()
nn.PairwiseDistance(1.0)(a, b).sum().backward()
form, plain = nn.Bilinear(4, 4, 2), nn.Bilinear(2, 2, 1, bias=False)
form(a, b).sum().backward()
print(form, plain, nn.Bilinear(0, 2, 1))
nn.TripletMarginWithDistanceLoss(swap=True)(a, b, b.flip(0)).backward()
lengths, table = (torch.tensor([3]), torch.tensor([2])), a.log_softmax(1).unsqueeze(1)
nn.CTCLoss()(table, torch.tensor([[1, 2]]), *lengths).backward()
