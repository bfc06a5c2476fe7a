"""Parameters on the `meta` device: loaded, pickled, copied."""

import io
def unpickled(value): return pickle.loads(pickle.dumps(value))
m = nn.Linear(2, 3, device="meta")
m.load_state_dict(nn.Linear(2, 3).state_dict())
m.load_state_dict(m.state_dict())
nn.Sequential(m).load_state_dict({"0.weight": torch.ones(3, 2), "0.bias": torch.ones(4)})
nn.BatchNorm1d(2, device="meta").load_state_dict(nn.BatchNorm1d(2).state_dict())
nn.Linear(2, 3).load_state_dict(m.state_dict())
w = unpickled(m.weight)
print(type(w), w.shape, w.is_meta, w.requires_grad, w.is_leaf)
x = torch.ones(4, 3, device="meta", requires_grad=True)
print(unpickled(x), unpickled(x * 1), unpickled(x.detach()[::2, 1]).stride())
print(copy.deepcopy(x), copy.copy(x), unpickled(m).bias)
b = io.BytesIO()
torch.save({"x": x.detach()}, b)
