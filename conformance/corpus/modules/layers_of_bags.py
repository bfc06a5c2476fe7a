# rule: modules.layers
# source: own
# claim: a bag is a sum, a mean or a maximum of rows
# since: >=2.4
import torch
import torch.nn as nn

bag = nn.EmbeddingBag(5, 2, mode="sum", padding_idx=-1)
bag(torch.tensor([0, 4, 2, 1]), torch.tensor([0, 3])).sum().backward()
mean = nn.EmbeddingBag.from_pretrained(torch.ones(3, 2), max_norm=1.0, norm_type=1.0)
print(bag, mean, nn.EmbeddingBag(2, 2, scale_grad_by_freq=True), mean(torch.tensor([[0, 1]])))
nn.EmbeddingBag(2, 2, padding_idx=3)
nn.EmbeddingBag(2, 2, _weight=torch.ones(3, 2))
nn.EmbeddingBag.from_pretrained(torch.ones(3))
