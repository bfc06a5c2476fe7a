x=torch.ones(2,requires_grad=True)
l=len(x)
f=f"{x.sum():.2f}"
t=x.tolist()
s=x.shape
d=x.dim()
n=x.numel()
for v in x:
    print(v)
b=x in [x]
e=x==x
h=hash(x)==hash(x)
k=bool((x>0).all())
