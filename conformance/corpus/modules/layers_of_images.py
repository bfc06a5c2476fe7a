# rule: modules.layers
# source: own
# claim: layers of padding, pooling and other sizes call the function of their name
# since: >=2.4
import torch
import torch.nn as nn

x = torch.arange(144.0).sin().view(1, 4, 6, 6).requires_grad_()
for layer in [
    nn.ZeroPad2d(1),
    nn.ConstantPad2d((1, 2, 0, 1), 3.0),
    nn.ReflectionPad2d(2),
    nn.CircularPad2d(1),
    nn.MaxPool2d(2),
    nn.AvgPool3d(2),
    nn.AdaptiveAvgPool3d(2),
    nn.AdaptiveMaxPool2d(2),
    nn.LPPool2d(2, 2),
    nn.Upsample(size=4),
    nn.Upsample(scale_factor=(2.0, 1.0)),
    nn.UpsamplingNearest2d(3),
    nn.UpsamplingBilinear2d(scale_factor=2),
    nn.PixelShuffle(2),
    nn.PixelUnshuffle(3),
    nn.ChannelShuffle(2),
    nn.Unfold(2, stride=2),
    nn.LocalResponseNorm(2),
    nn.RMSNorm([6, 6]),
    nn.RMSNorm(6, elementwise_affine=False),
    nn.Softmax2d(),
    nn.Threshold(0.1, 20),
    nn.RReLU().eval(),
    nn.AlphaDropout(0.3).eval(),
    nn.FeatureAlphaDropout().eval(),
]:
    layer(x).pow(2).sum().backward()
    print(layer, x.grad)
lines = x.detach().flatten(2)
print(nn.AvgPool1d(3)(lines), nn.AdaptiveAvgPool1d(4)(lines), nn.LPPool1d(2, 3, stride=2)(lines))
pooled, places = nn.MaxPool2d(2, return_indices=True)(x.detach())
print(nn.MaxUnpool2d(2)(pooled, places), nn.MaxUnpool2d(2), nn.AvgPool1d(2))
print(nn.Fold((4, 4), 2, stride=2), nn.Fold((4, 4), 2, stride=2)(lines[:, :, :4]))
nn.Softmax2d()(torch.ones(2, 2))
nn.CircularPad2d(1)(torch.ones(2, 2))
print(nn.Threshold(0.5, 1.0, True), nn.RReLU(0.2, 0.5, True))
