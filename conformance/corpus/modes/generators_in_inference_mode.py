# rule: modes.decorator
# source: own
# claim: inference_mode decorates generators; within it, inference_mode(False) is a way out
# since: >=2.0
import torch


@torch.inference_mode()
def ones():
    yield torch.ones(1).is_inference()
    with torch.inference_mode(False):
        yield torch.ones(1).is_inference()
    yield torch.is_inference_mode_enabled()


print(list(ones()), torch.is_inference_mode_enabled())
