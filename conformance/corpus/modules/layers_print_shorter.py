# rule: modules.finding-parts
# source: changes
# claim: `ModuleList` prints equal neighbours once, with their count
# changes: layers_print_shorter
import torch

print(torch.nn.ModuleList([torch.nn.ReLU(), torch.nn.ReLU()]))
