# rule: operators.eval-dropout-is-identity
# source: changes
# claim: `dropout` takes complex numbers
# changes: dropout_takes_complex_numbers
import torch

x = torch.tensor([1.0 + 2.0j], requires_grad=True)
torch.nn.functional.dropout(x, 0.5)
