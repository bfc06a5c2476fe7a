"""A training loop over batches, in order and shuffled: what is in them, and how much chance they take."""

from torch.utils.data import DataLoader, Dataset, TensorDataset, random_split
torch.manual_seed(0)
X, Y = torch.randn(7, 2), torch.arange(7)
data = TensorDataset(X, Y)
print(len(data), data[2], len(DataLoader(data, batch_size=3)), len(DataLoader(data, 3, drop_last=True)))
for x, y in DataLoader(data, batch_size=3):
    print(x, y)
print(torch.rand(1))
for epoch in range(2):
    print([y.tolist() for x, y in DataLoader(data, batch_size=3, shuffle=True, drop_last=True)])
print(torch.rand(1))
train, test = random_split(data, [5, 2])
print([train[i][1].item() for i in range(5)], len(test))
class Named(Dataset):
    def __len__(self):
        return 3
    def __getitem__(self, i):
        return {"x": X[i], "n": i, "f": i / 2, "name": str(i), "pair": (i, X[i, 0])}
print(next(iter(DataLoader(Named(), batch_size=2))))
print(list(DataLoader(data, batch_size=4, collate_fn=len)))
own = torch.Generator().manual_seed(5)
print([y.tolist() for _, y in DataLoader(data, batch_size=4, shuffle=True, generator=own)], torch.rand(1))
TensorDataset(X, Y[:3])
random_split(data, [1, 2])
DataLoader(data, batch_size=0)
Dataset()[0]
net = nn.Linear(2, 1)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
for x, y in DataLoader(data, batch_size=4, shuffle=True):
    optimizer.zero_grad()
    loss = nn.functional.mse_loss(net(x).squeeze(1), y.float())
    loss.backward()
    optimizer.step()
    print(loss)
leaf = torch.ones(3, 2, requires_grad=True)
for (row,) in DataLoader(TensorDataset(leaf), batch_size=2):
    row.sum().backward()
