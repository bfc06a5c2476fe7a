# rule: operators.fft
# source: own
# claim: a shorter window lies in the middle of a frame; istft cuts and fills to a length
import torch

x = torch.arange(8.0).sin().requires_grad_()
w = torch.ones(2)
s = torch.stft(x, 4, win_length=2, window=w, return_complex=True, pad_mode="constant")
print(s.shape, torch.stft(x, 4, win_length=2, return_complex=True).shape)
back = torch.istft(s, 4, win_length=2, window=w, length=10, center=True)
back.sum().backward()
print(back.shape, x.grad.shape)
c = torch.stft(x + 0j, 4, window=torch.ones(4), onesided=False)
print(torch.istft(c, 4, window=torch.ones(4) + 0j, return_complex=True, onesided=False).dtype)
torch.stft(x, 4)
