# rule: numpy.dlpack-needs-detach
# source: changes
# claim: what cannot be exported by DLPack raises BufferError, not RuntimeError
# changes: dlpack_raises_buffer_error
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
torch.from_dlpack(x)
