# rule: graph.saved-tensors-are-inspectable
# source: own
# claim: a node shows the settings of its operation as torch keeps them: several dimensions as a
#   tuple, whole numbers without a sign, an open end as the largest, the size of its input
# since: >=2.13
import torch

x = torch.ones(3, 3, requires_grad=True)
print(x.sum(-1).grad_fn._saved_dim, x.softmax(-1).grad_fn._saved_dim, x.flip(0).grad_fn._saved_dims)
print((x * -2).grad_fn._saved_other, (x**-1).grad_fn._saved_exponent)
rows, window = x[-2:].grad_fn, x.as_strided((2,), (1,)).grad_fn
print(rows._saved_start, rows._saved_end, rows._saved_step, rows._saved_self_sym_sizes)
print(x.mean().grad_fn._saved_self_sym_numel, x.view(9).grad_fn._saved_self_sym_sizes)
print(window._saved_size, window._saved_stride, window._saved_storage_offset)
x.exp().grad_fn._saved_self_sym_sizes
