# rule: errors.modified-saved-tensor-text
# source: seeds/000
# claim: the switch the error text advises turns anomaly detection on for the process and off
#   again
import torch

print(torch.is_anomaly_enabled())
torch.autograd.set_detect_anomaly(True)
print(torch.is_anomaly_enabled())
torch.autograd.set_detect_anomaly(False)
print(torch.is_anomaly_enabled())
