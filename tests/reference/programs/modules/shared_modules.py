"""Names, types, and a module that occurs twice."""

m = nn.Linear(2, 2)
m.share_memory()
m.type(torch.float64)
print(m.weight.dtype)
m.__dict__
print(sorted(m._parameters), m._get_name())
print(list(m.named_parameters(prefix="x")))
m2 = nn.Sequential(m, m)
print(len(list(m2.parameters())), len(list(m2.named_parameters(remove_duplicate=False))), len(list(m2.children())), m2)
print(m2.state_dict().keys())
