class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx,x):
        return x*2
    @staticmethod
    def backward(ctx,g):
        return g,g
class G(torch.autograd.Function):
    @staticmethod
    def forward(ctx,x):
        return x.view(-1)
    @staticmethod
    def backward(ctx,g):
        return None
class H(torch.autograd.Function):
    @staticmethod
    def forward(ctx,x):
        return x*2
    @staticmethod
    def backward(ctx,g):
        return torch.ones(7)
class I(torch.autograd.Function):
    @staticmethod
    def forward(ctx,x):
        return 3
class J(torch.autograd.Function):
    @staticmethod
    def forward(ctx,x,y):
        return x*y
    @staticmethod
    def backward(ctx,g):
        return g.double(),5
x=torch.tensor([1.,2.],requires_grad=True)
a=F.apply(x)
a.sum().backward()
b=G.apply(x)
b.sum().backward()
b.add_(1)
c=H.apply(x)
c.sum().backward()
d=I.apply(x)
e=J.apply(x,x)
e.sum().backward()
f=F(x)
g=F.apply(torch.ones(2))
h=J.apply(x,3)
h.sum().backward()
