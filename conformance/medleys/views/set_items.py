import torch

a=torch.ones(2,2,requires_grad=True)*1
a[0]=5
a[0:1]+=1
a[0,1]=a[1,0]*2
a.sum().backward()
