# rule: detach.cuts-gradient
# source: seeds/003
# claim: a detached tensor joined with one that requires grad is recorded again from there on
# changes: texts_of_2_9
import torch

made = torch.tensor([3.0, 2.0], requires_grad=True)
weight = torch.tensor([0.5, -1.0], requires_grad=True)
cut = made.detach()
score = cut * weight
loss = torch.sum(4 * score)
loss.backward()
print(score, score.requires_grad)
print(weight.grad, made.grad, cut.grad)
print(score.grad)
