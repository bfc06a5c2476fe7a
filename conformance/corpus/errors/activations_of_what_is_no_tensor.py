# rule: errors.random-programs
# source: own
# claim: functions ask for a tensor by name; those that call a method of their input miss it
import torch

print(torch.nn.functional.relu(torch.nn.ReLU()))
torch.nn.Sigmoid()(torch.nn.ReLU())
torch.nn.functional.sigmoid(torch.nn.ReLU())
torch.nn.Softmax(0)(torch.nn.ReLU())
