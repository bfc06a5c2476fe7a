# rule: operators.split
# source: own
# claim: a tensor without elements can be split, multiplied and combined
import torch

x = torch.ones(0, 2, requires_grad=True)
print(torch.chunk(x, 2), torch.combinations(torch.ones(2), r=0), torch.cumprod(x, 0))
print(torch.unsafe_chunk(x, 2), torch.atleast_2d([x[:, 0], x]), x.prod())
torch.broadcast_tensors([torch.ones(1), torch.ones(2)])
x.cumprod(0).sum().backward()
print(x.grad)
with torch.inference_mode():
    print([piece.is_inference() for piece in torch.unsafe_split(torch.ones(2), 1)])
