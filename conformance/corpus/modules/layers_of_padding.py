# rule: modules.layers
# source: own
# claim: layers of padding and of other sizes
# since: >=2.4
import torch
import torch.nn as nn

x = torch.arange(144.0).sin().view(1, 4, 6, 6).requires_grad_()
pads = [nn.ZeroPad2d(1), nn.ConstantPad2d((1, 2, 0, 1), 3.0), nn.ReflectionPad2d(2)]
sizes = [nn.Upsample(size=4), nn.Upsample(scale_factor=(2.0, 1.0)), nn.UpsamplingNearest2d(3)]
more = [nn.UpsamplingBilinear2d(scale_factor=2), nn.PixelShuffle(2), nn.PixelUnshuffle(3)]
for layer in [*pads, *sizes, *more, nn.CircularPad2d(1), nn.ChannelShuffle(2), nn.Unfold(2)]:
    layer(x).pow(2).sum().backward()
    print(layer, x.grad)
fold = nn.Fold((4, 4), 2, stride=2)
print(fold, fold(x.detach().flatten(2)[:, :, :4]))
nn.CircularPad2d(1)(torch.ones(2, 2))
