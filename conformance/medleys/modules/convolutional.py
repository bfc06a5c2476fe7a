"""A convolutional network, one of its parameters frozen, and its layers."""

import torch
from torch import nn
import torch.nn.functional as F
class CNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Sequential(nn.Conv2d(1, 2, 3, 1, 1), nn.BatchNorm2d(2), nn.ReLU(), nn.MaxPool2d(2))
        self.conv2 = nn.Sequential(nn.Conv2d(2, 3, (3, 1), padding=(1, 0), bias=False), nn.ReLU(), nn.AvgPool2d(2))
        self.out = nn.Linear(3 * 2 * 2, 2)
    def forward(self, x):
        x = self.conv2(self.conv1(x))
        x = x.view(x.size(0), -1)
        return self.out(x)
cnn = CNN()
print(cnn)
for n, p in cnn.named_parameters():
    print(n, p.requires_grad, p.shape)
    if n == "conv1.0.weight":
        p.requires_grad = False
opt = torch.optim.SGD(filter(lambda p: p.requires_grad, cnn.parameters()), lr=0.1, momentum=0.9)
x = torch.randn(4, 1, 8, 8)
t = torch.tensor([0, 1, 1, 0])
w0 = cnn.conv1[0].weight.clone()
for i in range(2):
    loss = F.cross_entropy(cnn(x), t)
    opt.zero_grad()
    loss.backward()
    opt.step()
    print(round(loss.item(), 5))
print(torch.equal(w0, cnn.conv1[0].weight), cnn.conv1[0].weight.grad, cnn.conv1[0].bias.grad is None)
cnn.eval()
with torch.no_grad(): print(cnn(x))
for m in [nn.Conv1d(1, 2, 3), nn.Conv2d(2, 4, (3, 5), stride=2, padding=1, groups=2, bias=False), nn.Conv2d(1, 1, 3, padding="same"), nn.Conv2d(1, 1, 3, padding=1, padding_mode="circular"), nn.ConvTranspose2d(1, 2, 3, output_padding=0, dilation=2), nn.MaxPool2d(2, padding=1), nn.MaxPool1d(2), nn.AvgPool2d((2, 1)), nn.AdaptiveAvgPool2d((1, None)), nn.BatchNorm2d(2), nn.GroupNorm(2, 4), nn.Dropout2d(0.2), nn.Conv3d(1, 1, 2)]:
    print(m, [p.shape for p in m.parameters()])
c = nn.Conv2d(1, 1, 3, padding=1, padding_mode="circular")
print(c(torch.ones(1, 1, 4, 4)).shape, nn.ConvTranspose2d(1, 2, 3, stride=2)(torch.ones(1, 1, 2, 2)))
nn.Conv2d(3, 4, 3, groups=2)
nn.Conv2d(2, 3, 3, groups=2)
nn.Conv2d(2, 3, 3, groups=0)
nn.Conv2d(2, 3, 3, padding="same", stride=2)
nn.BatchNorm2d(3)(torch.ones(2, 3))
nn.GroupNorm(3, 4)
nn.AdaptiveAvgPool2d(1)(torch.randn(1, 2, 3, 3, requires_grad=True)).grad_fn
