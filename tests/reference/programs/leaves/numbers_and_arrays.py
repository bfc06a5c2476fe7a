"""Tensors as numbers and arrays."""

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 2
print(y.tolist(), y[0].item(), float(y[0]), int(y[1]), bool(y[0]))
y.item()
y.numpy()
print(y.detach().numpy(), x.data.numpy())
with torch.no_grad():
    x.numpy()
    print(y.numpy(force=True))
np.array(x)
np.asarray(x.detach())
np.array(x.detach() + 1)
float(x)
if y[0] > 1: print("yes")
bool(x)
int(torch.tensor(2.7, requires_grad=True))
complex(x[0])
print(f"{x[0]:.2f} {x[0]}")
print(format(x[0].detach(), ".1f"))
"%f" % x[0]
round(x[0])
[1, 2, 3][torch.tensor(1)]
[1, 2, 3][torch.tensor(1.0)]
range(torch.tensor(3))
math = __import__("math")
math.sqrt(x[1])
len(x), len(x[0])
for i in x: print(i)
for i in x[0]: print(i)
hash(x) == id(x), x in [x], (x == x).all()
x in [1, 2]
1.0 in x
