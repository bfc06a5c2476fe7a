"""Padding, pooling, upsampling and the like: what they print, give and hand back."""

import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(2, 4, 6, 6, requires_grad=True)
def tried(layer, *given):
    x.grad = None
    out = layer(*(given or (x,)))
    out = out[0] if isinstance(out, tuple) else out
    out.sum().backward()
    print(layer, out.grad_fn.name(), tuple(out.shape), out.detach().sum(), x.grad.abs().sum())
for layer in (nn.ZeroPad2d(1), nn.ConstantPad2d((1, 2, 0, 1), 3.0), nn.ReflectionPad2d(2), nn.ReplicationPad2d((1, 0, 2, 1)), nn.ConstantPad3d(1, 0.5), nn.ConstantPad1d(2, 1.0)):
    tried(layer)
for layer in (nn.MaxPool2d(2, return_indices=True), nn.AvgPool3d(2), nn.MaxPool3d((1, 2, 2)), nn.AdaptiveAvgPool3d((2, 3, 3)), nn.AdaptiveMaxPool2d((2, 3)), nn.AdaptiveMaxPool3d(2), nn.LPPool2d(2, 2), nn.LPPool2d(1.5, (2, 3), stride=1), nn.LPPool2d(float("inf"), 2)):
    tried(layer)
for layer in (nn.Upsample(scale_factor=2), nn.Upsample(size=4, mode="bilinear"), nn.UpsamplingNearest2d(3), nn.UpsamplingBilinear2d(scale_factor=2), nn.PixelShuffle(2), nn.PixelUnshuffle(3), nn.ChannelShuffle(2), nn.Unfold(2, stride=2)):
    tried(layer)
tried(nn.Fold((4, 4), 2, stride=2), x.reshape(2, 16, 9)[:, :, :4])
lines = x.flatten(2)
for layer in (nn.AvgPool1d(3), nn.AdaptiveAvgPool1d(4), nn.AdaptiveMaxPool1d(4), nn.LPPool1d(2, 3), nn.ReflectionPad1d(1), nn.ReplicationPad1d(1)):
    tried(layer, lines)
pooled, places = nn.MaxPool2d(2, return_indices=True)(x)
tried(nn.MaxUnpool2d(2), pooled, places)
nn.MaxUnpool1d(2), nn.MaxUnpool3d((1, 2, 2), padding=0), nn.LPPool1d(2, 3), nn.AvgPool1d(2)
for layer in (nn.LocalResponseNorm(2), nn.Softmax2d(), nn.Threshold(0.1, 20), nn.RReLU().eval(), nn.AlphaDropout(0.3).eval(), nn.FeatureAlphaDropout().eval(), nn.Threshold(0.5, 1.0, True)):
    tried(layer, x * 1)
nn.Softmax2d()(torch.ones(2, 2))
nn.RReLU(0.2, 0.5, True)
