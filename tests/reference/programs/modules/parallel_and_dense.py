"""A module wrapped for devices that are not there, and an optimizer that refuses dense gradients."""

model = nn.DataParallel(nn.Linear(2, 1))
print(model, list(model.state_dict()), model.device_ids)
model(torch.ones(1, 2)).sum().backward()
print(model.module.weight.grad, model(torch.ones(1, 2)).grad_fn.name())
optimizer = torch.optim.SparseAdam(model.parameters())
print(optimizer)
optimizer.step()
model.zero_grad()
optimizer.step()
torch.optim.SparseAdam(model.parameters(), lr=0.0)
torch.optim.SGD(model.parameters(), lr="a")
torch.optim.Adam(model.parameters(), lr="a")
