# A list that is written to may not hold what is negated or conjugated when it is read (found by
# random programs).


import torch
c = torch.tensor([2j, 1 + 1j])
negated, conjugated = c.conj().imag, c.conj()
torch._foreach_add_([negated], 1)
torch._foreach_mul_([torch.ones(1), negated], [torch.ones(1), torch.ones(2)])
torch._foreach_zero_([conjugated])
torch._foreach_copy_([conjugated, negated], [c, torch.ones(2)])
torch._foreach_add([negated], 1)
leaf = torch.ones(2, requires_grad=True)
torch._foreach_mul_([leaf, negated], 2.0)
