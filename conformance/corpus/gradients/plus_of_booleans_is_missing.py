# rule: gradients.of-operators
# source: changes
# claim: `+x` of booleans raises NotImplementedError, not RuntimeError
# changes: plus_of_booleans_is_missing
import torch

x = torch.tensor([True])
+x
