# rule: modules.gan-detach
# source: seeds/003
# claim: without detach() the discriminator's loss reaches the generator as well
import torch
import torch.nn as nn

generator = nn.Linear(2, 3)
discriminator = nn.Linear(3, 1)
fake = generator(torch.randn(4, 2))
loss = discriminator(fake).mean()
loss.backward()
print([p.grad is None for p in generator.parameters()])
print([p.grad is None for p in discriminator.parameters()])
