# rule: modules.layers
# source: own
# claim: distances, bilinear forms, bags, and the losses made of them
# since: >=2.4
import torch
import torch.nn as nn

torch.manual_seed(0)
a, b = torch.randn(3, 4, requires_grad=True), torch.randn(3, 4)
nn.CosineSimilarity()(a, b).sum().backward()
nn.PairwiseDistance(1.0)(a, b).sum().backward()
form, plain = nn.Bilinear(4, 4, 2), nn.Bilinear(2, 2, 1, bias=False)
form(a, b).sum().backward()
bag = nn.EmbeddingBag(5, 2, mode="sum", padding_idx=-1)
bag(torch.tensor([0, 4, 2, 1]), torch.tensor([0, 3])).sum().backward()
mean = nn.EmbeddingBag.from_pretrained(torch.ones(3, 2), max_norm=1.0, norm_type=1.0)
print(form, plain, bag, mean, nn.EmbeddingBag(2, 2, scale_grad_by_freq=True))
nn.Bilinear(0, 2, 1)
nn.EmbeddingBag(2, 2, padding_idx=3)
nn.EmbeddingBag(2, 2, _weight=torch.ones(3, 2))
nn.EmbeddingBag.from_pretrained(torch.ones(3))
nn.TripletMarginWithDistanceLoss(swap=True)(a, b, b.flip(0)).backward()
nn.TripletMarginWithDistanceLoss(margin=2.0, distance_function=nn.PairwiseDistance())(a, b, b)
table = a.log_softmax(1).unsqueeze(1)
lengths = (torch.tensor([3]), torch.tensor([2]))
nn.CTCLoss()(table, torch.tensor([[1, 2]]), *lengths).backward()
theta = torch.ones(1, 2, 3, requires_grad=True)
nn.functional.affine_grid(theta, (1, 1, 2, 3), align_corners=False).pow(2).sum().backward()
nn.functional.affine_grid(theta, (1, 1, 1, 1), align_corners=True)
nn.functional.affine_grid(theta, (1, 1, 3))
nn.functional.affine_grid(theta[0], (1, 1, 3, 3))
nn.functional.affine_grid(theta, (1, 1, 3, 0))
nn.functional.affine_grid(theta.long(), (1, 1, 2, 2))
nn.functional.affine_grid(theta, (1, 1, 2, 2))
