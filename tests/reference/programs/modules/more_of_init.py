"""Orthogonal, truncated, Dirac and sparse initialization; the names of old."""

for name, args, shape in [("orthogonal_", (), (3, 2)), ("orthogonal_", (2.0,), (2, 3)), ("orthogonal_", (), (2, 2, 2)), ("trunc_normal_", (), (50,)), ("trunc_normal_", (0.0, 1.0, 0.5, 1.5), (9,)), ("trunc_normal_", (5.0, 1.0), (4,)), ("dirac_", (), (2, 2, 3)), ("dirac_", (2,), (4, 2, 3, 3)), ("dirac_", (3,), (4, 2, 3)), ("sparse_", (0.5,), (4, 3)), ("orthogonal_", (), (3,)), ("sparse_", (0.5,), (3,)), ("dirac_", (), (3,))]:
    torch.manual_seed(3)
    w = torch.empty(shape, requires_grad=True)
    try:
        print(name, getattr(nn.init, name)(w, *args) is w, w._version)
        print(w.tolist())
    except ValueError as e:
        print(name, e)
for name in ["uniform", "normal", "constant", "eye", "dirac", "xavier_uniform", "xavier_normal", "kaiming_uniform", "kaiming_normal", "orthogonal", "sparse"]:
    args = {"constant": (1.0,), "sparse": (0.5,)}.get(name, ())
    shape = (2, 2, 3) if name == "dirac" else (2, 2)
    w = torch.empty(shape)
    print(getattr(nn.init, name)(w, *args) is w)
nn.utils.clip_grad_norm([w], 1.0)
