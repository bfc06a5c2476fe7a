# rule: gradients.of-operators
# source: changes
# claim: `istft` refuses real tensors; it took pairs
# changes: spectra_are_complex
import torch

x = torch.ones(3, 3, 2)
y = torch.istft(x, 4, window=torch.ones(4))
