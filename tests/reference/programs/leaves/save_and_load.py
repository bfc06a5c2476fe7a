"""`torch.save` and `torch.load`."""

import io

net = nn.Linear(2, 1)
x = torch.tensor([1.0, 2.0], requires_grad=True)
x.sum().backward()
for thing in [x, x * 2, {"w": torch.ones(2), "n": 3}, net.state_dict(), [x, x[:1].detach()]]:
    file = io.BytesIO()
    torch.save(thing, file)
    file.seek(0)
    back = torch.load(file)
    print(back)
    if isinstance(back, torch.Tensor):
        print(back.requires_grad, back.is_leaf, back.grad, back._version)
print(back[0].data_ptr() == back[1].data_ptr())
print(net.load_state_dict(net.state_dict()))
x.resize(2, 1)
x.resize(3)
x.resize_as(torch.ones(1, 2))
torch.ones(2).untyped_storage().is_shared()
torch.ones(2).untyped_storage().resizable()
torch._foreach_norm([x, torch.ones(3)])
torch._foreach_norm([torch.ones(3)], 1)
