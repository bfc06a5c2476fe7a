# rule: numpy.dlpack-needs-detach
# source: own
# claim: a conjugated tensor cannot be handed over by dlpack
# since: >=2.13
import torch

x = torch.tensor([1 + 2j])
torch.from_dlpack(x.conj())
print(torch.from_dlpack(x.conj().resolve_conj()))
