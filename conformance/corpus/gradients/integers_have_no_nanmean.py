# rule: gradients.of-operators
# source: changes
# claim: `nanmean` of what is no number with a fraction raises NotImplementedError, not RuntimeError
# changes: integers_have_no_nanmean
import torch

torch.tensor([1, 2]).nanmean()
