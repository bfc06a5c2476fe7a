# rule: graph.arguments-are-checked
# source: changes
# claim: `backward()` of a complex number is refused
# changes: complex_scalar_needs_argument
import torch

x = torch.tensor(1.0 + 2.0j, requires_grad=True)
(x * 1).backward()
