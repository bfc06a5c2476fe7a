# rule: versions.resize-refused
# source: own
# claim: in inference mode nobody asks whether a tensor that is resized requires grad
import torch

x = torch.ones(2, requires_grad=True)
with torch.inference_mode():
    print(x.resize_(1).shape)
x.resize_(2)
