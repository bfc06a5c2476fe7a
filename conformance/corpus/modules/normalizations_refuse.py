# rule: modules.layers
# source: own
# claim: normalizations need more than one value, some dimensions, and statistics in evaluation
# since: >=2.0
import torch
import torch.nn.functional as F

F.group_norm(torch.ones(2), 1)
F.group_norm(torch.ones(1, 1), 1)
F.instance_norm(torch.ones(1, 2, 1))
F.local_response_norm(torch.ones(2, 2), 2)
F.batch_norm(torch.ones(2, 2), None, None)
