# rule: modules.gan-detach
# source: seeds/003
# claim: the discriminator's loss on detached samples gives gradients to the discriminator only
import torch
import torch.nn as nn

generator = nn.Linear(2, 3)
discriminator = nn.Linear(3, 1)
fake = generator(torch.randn(4, 2))
loss = discriminator(fake.detach()).mean()
loss.backward()
print([p.grad is None for p in generator.parameters()])
print([p.grad is None for p in discriminator.parameters()])
