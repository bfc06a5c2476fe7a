"""A classifier with dropout, trained and evaluated."""

from torch import nn
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.fc1 = nn.Linear(4, 8)
        self.fc2 = nn.Linear(8, 3)
        self.drop = nn.Dropout(0.5)
    def forward(self, x):
        x = F.relu(self.fc1(x))
        x = self.drop(x)
        return F.log_softmax(self.fc2(x), dim=1)
net = Net()
opt = optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
x = torch.randn(5, 4)
t = torch.tensor([0, 1, 2, 1, 0])
for i in range(3):
    opt.zero_grad()
    loss = F.nll_loss(net(x), t)
    loss.backward()
    opt.step()
    print(loss, loss.item())
print(net, net.fc1.weight.grad)
net.eval()
with torch.no_grad():
    out = net(x)
    print(out.argmax(1), (out.argmax(dim=1) == t).sum().item(), out.requires_grad)
print(sum(p.numel() for p in net.parameters()), sum(p.numel() for p in net.parameters() if p.requires_grad))
