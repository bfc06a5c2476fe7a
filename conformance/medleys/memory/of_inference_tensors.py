# Pieces of an inference tensor are inference tensors, whoever looks at them (found by random programs).


import torch
with torch.inference_mode():
    a = torch.ones(4)
b = a.unsafe_chunk(2)
c = a.unsafe_split_with_sizes([1, 3])
