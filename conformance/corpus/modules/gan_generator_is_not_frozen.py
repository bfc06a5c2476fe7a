# rule: modules.gan-detach
# source: seeds/003
# claim: imprecise: detach() freezes no weights; the generator's flags stay on and its own step
#   still works
import torch
import torch.nn as nn

generator = nn.Linear(2, 3)
discriminator = nn.Linear(3, 1)
fake = generator(torch.randn(4, 2))
discriminator(fake.detach()).mean().backward()
print([p.requires_grad for p in generator.parameters()], fake.requires_grad)
(-discriminator(fake).mean()).backward()
print([p.grad is None for p in generator.parameters()])
