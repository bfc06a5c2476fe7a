# rule: modules.weight-norm
# source: changes
# claim: errors and warnings are reworded
# changes: texts_of_2_0
import torch
import torch.nn as nn

class Product(nn.Module):
    def forward(self, a, b):
        return a * b
    def right_inverse(self, x):
        return [x, x, x][:self.count]

m, product = nn.Linear(2, 2), Product()
product.count = 2
torch.nn.utils.parametrize.register_parametrization(m, "bias", product)
product.count = 3
m.bias = torch.ones(2)
