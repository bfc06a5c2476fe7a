"""How tensors, nodes, modules, optimizers, functions and types print."""

x = torch.ones(2, requires_grad=True)
y = x * 2
print(type(y.grad_fn), type(y.grad_fn.next_functions[0][0]), type(y.grad_fn).__name__, type(y.grad_fn).__module__, y.grad_fn.__class__)
h = x.register_hook(lambda g: g)
print(type(h), type(y.register_hook(lambda g: g)), type(y.grad_fn.register_hook(lambda a, b: None)))
net = nn.Sequential(nn.Linear(1, 1), nn.ReLU())
print(type(net.parameters()), net.parameters(), net.named_parameters(), net.children(), net.modules(), net.named_modules(), net.named_children(), net.buffers())
print(net.forward, net.parameters, net.train, net.eval, net.state_dict, net.zero_grad, net.to, net.requires_grad_)
print(nn.Linear, nn.Sequential, nn.Module, nn.Parameter, nn.ReLU, nn.MSELoss, torch.optim.SGD, torch.optim.Adam, torch.optim.Optimizer, torch.autograd.Function, torch.Tensor, torch.no_grad, torch.enable_grad, torch.inference_mode, torch.set_grad_enabled, torch.autograd.Variable, torch.autograd.detect_anomaly)
print(torch.no_grad(), torch.enable_grad(), torch.inference_mode(), torch.autograd.detect_anomaly())
print(type(net.state_dict()), type(net.state_dict()["0.weight"]), net.state_dict()["0.weight"].requires_grad)
opt = torch.optim.SGD(net.parameters(), lr=0.1)
print(opt.param_groups)
print(opt.defaults, opt.state)
print(torch.optim.lr_scheduler.StepLR(opt, 1))
print(x.backward, x.register_hook)
print(torch.autograd.grad, torch.autograd.backward)
class F1(Function):
    @staticmethod
    def forward(ctx, x):
        print(type(ctx), ctx.__class__.__name__, isinstance(ctx, torch.autograd.function.FunctionCtx))
        return x * 2
    @staticmethod
    def backward(ctx, g):
        print(type(ctx))
        return g
z = F1.apply(x)
z.sum().backward()
print(type(z.grad_fn), F1, F1.apply, F1._backward_cls)
print(torch.float32, torch.strided, torch.Size([2]), torch.device("cpu"), torch.float, x.layout)
print(isinstance(h, torch.utils.hooks.RemovableHandle))
print(repr(x), str(x), [x], {"a": x}, (x, y))
print(nn.Parameter(x), [nn.Parameter(x)], {"w": nn.Parameter(torch.ones(1))})
print(x.grad_fn, y.grad_fn, x.grad)
print("{}".format(x), "%s" % x, f"{x}", f"{y}", f"{x!r}")
print(torch.tensor(1.0, requires_grad=True), torch.tensor([], requires_grad=True), torch.zeros(0, 3, requires_grad=True), torch.tensor(3), torch.tensor(True), torch.tensor([1 + 2j], requires_grad=True))
print(torch.arange(2000.0).requires_grad_(), torch.ones(2, 30, requires_grad=True), torch.ones(2, 30, requires_grad=True) * 2)
print(torch.ones(3, dtype=torch.float64, requires_grad=True), torch.ones(3, dtype=torch.bfloat16) , torch.tensor([1e-10, 1e10], requires_grad=True), torch.tensor([float("nan"), float("inf")], requires_grad=True))
print(torch.ones(1, 1, 1, 1, requires_grad=True), torch.ones(12, requires_grad=True).view(3, 4)[1:], torch.ones(12, requires_grad=True).expand(2, 12).sum(0))
torch.set_printoptions(precision=2)
print(torch.tensor([1.23456], requires_grad=True))
torch.set_printoptions(profile="default")
print(torch.tensor([1.23456], requires_grad=True))
with torch.inference_mode(): i = torch.ones(2)
print(i)
v = torch.ones(4, requires_grad=True).view(2, 2)
print(v, v.t(), v[0], v[0, 0], v.unbind(0), v.split(1))
w = torch.ones(2, requires_grad=True).clone()
w[0] = 2
print(w)
u = torch.ones(2, 2)
k = u[0]
k.requires_grad_()
print(k, u)
b = torch.ones(2, requires_grad=True) * 1
c = b[:1]
with torch.no_grad(): d = b[:1]
b.mul_(2)
print(b, c)
print(d)
