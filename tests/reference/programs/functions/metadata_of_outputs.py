"""What a node knows of its outputs, where some are no tensors."""

class Several(Function):
    @staticmethod
    def forward(ctx, x):
        return 3, x * 2, x > 1, None

    @staticmethod
    def backward(ctx, *grads):
        return grads[1] * 2

x = torch.ones(2, 3, requires_grad=True)
known = Several.apply(x)[1].grad_fn._input_metadata
print(len(known), list(known[1].shape), known[1].dtype, known[1].device)
known = torch.var_mean(x, dim=0)[0].grad_fn._input_metadata
print([list(each.shape) for each in known])
print(torch.gather(x, 1, torch.zeros(2, 1, dtype=torch.int64), sparse_grad=False))
for kind in (torch.FloatTensor, torch.LongTensor, torch.BoolTensor):
    print(kind.dtype, kind().dtype)
