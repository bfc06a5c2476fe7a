# rule: modules.initialization
# source: own
# claim: each nonlinearity has the gain that keeps the variance; a slope must be a number
# since: >=2.0
import torch
import torch.nn as nn

print([nn.init.calculate_gain(x) for x in ("linear", "conv2d", "tanh", "relu", "selu", "sigmoid")])
print(nn.init.calculate_gain("leaky_relu"), nn.init.calculate_gain("leaky_relu", 0.5))
nn.init.calculate_gain("leaky_relu", "a")
nn.init.calculate_gain("leaky_relu", True)
nn.init.calculate_gain("other")
nn.init.kaiming_normal_(torch.ones(2, 2), mode="other")
nn.init.xavier_normal_(torch.ones(3))
