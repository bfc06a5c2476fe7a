# rule: operators.fft
# source: own
# claim: what istft gives is cut or filled to the length that is asked for
# since: >=2.0
import torch

x = torch.arange(8.0).sin().requires_grad_()
w = torch.tensor([1.0, 2.0, 1.0])
s = torch.stft(x, 4, hop_length=1, win_length=3, window=w, return_complex=True)
back = torch.istft(s, 4, hop_length=1, win_length=3, window=w, length=6)
print(back.shape, torch.allclose(back, x[:6], atol=1e-5))
back.sum().backward()
print(x.grad.shape)
print(torch.istft(s.detach(), 4, hop_length=1, win_length=3, window=w, length=12).shape)
