# rule: operators.matmul
# source: own
# claim: batches that lie otherwise in memory times a vector, and other operators of vectors
import torch

x = torch.arange(12.0).view(2, 2, 3)
v = torch.tensor([1.0, 2.0, 3.0])
print(x.permute(1, 0, 2) @ v, x.expand(2, 2, 2, 3) @ v, x.transpose(0, 1)[:, :1] @ v)
print(torch.atleast_2d(v, x), torch.linalg.eigvals(torch.eye(2)), torch.svd(x, compute_uv=False)[1])
print(torch.fft.fft(torch.arange(4)), torch.fft.fft(v, out=torch.empty(0, dtype=torch.complex64)))
print(torch.as_strided_scatter(v, v[:1], (1,), (1,)), v.as_strided((2, 2), (1, 1)).dim_order())
print(v[0].repeat_interleave(torch.tensor([2])), torch.ones(2, 3).fill_diagonal_(2.0, wrap=True))
