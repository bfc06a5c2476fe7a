# rule: modes.inference-tensors-alone-are-not-recorded
# source: own
# claim: an operation on inference tensors alone does not ask autograd, and so is not refused for a
#   leaf but, after the write, for an inference tensor; detach_ does nothing to them, and nothing in
#   inference mode
# since: >=2.4
import torch

def look(change):
    with torch.inference_mode():
        leaf = torch.ones(2, 1, requires_grad=True)
    try:
        change(leaf)
    except RuntimeError as error:
        print(error)
    print(leaf.shape, leaf.tolist(), leaf.requires_grad)

look(lambda x: x.zero_())
look(lambda x: x.t_())
look(lambda x: x.neg_())
look(lambda x: x.add_(x))
look(lambda x: x.add_(1))
look(lambda x: x.pow_(2))
look(lambda x: x.copy_(torch.zeros(2, 1)))
look(lambda x: x.as_strided_((1,), (1,)))
look(lambda x: x.detach_())
made = torch.ones(2, requires_grad=True) * 2
with torch.inference_mode():
    made.detach_()
    made[:].detach_()
print(made.requires_grad, made.is_leaf)
