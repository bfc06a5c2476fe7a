# rule: modules.layers
# source: own
# claim: layers of pooling, back from it, and of what is left
# since: >=2.4
import torch
import torch.nn as nn

x = torch.arange(144.0).sin().view(1, 4, 6, 6).requires_grad_()
pools = [nn.MaxPool2d(2), nn.AvgPool3d(2), nn.AdaptiveAvgPool3d(2), nn.AdaptiveMaxPool2d(2)]
rest = [nn.LPPool2d(2, 2), nn.LocalResponseNorm(2), nn.RMSNorm([6, 6]), nn.Softmax2d()]
drops = [nn.AlphaDropout().eval(), nn.FeatureAlphaDropout().eval(), nn.RReLU().eval()]
for layer in [*pools, *rest, *drops, nn.RMSNorm(6, elementwise_affine=False), nn.Threshold(0, 2)]:
    layer(x).pow(2).sum().backward()
    print(layer, x.grad)
lines, (pooled, at) = x.detach().flatten(2), nn.MaxPool2d(2, return_indices=True)(x.detach())
print(nn.AvgPool1d(3)(lines), nn.AdaptiveAvgPool1d(4)(lines), nn.LPPool1d(2, 3, stride=2)(lines))
print(nn.MaxUnpool2d(2), nn.MaxUnpool2d(2)(pooled, at), nn.RReLU(0.2, 0.5, True))
