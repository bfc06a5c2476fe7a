"""`torch.nn.functional`: layers that multiply by a weight or look one up, distances, padding."""

from ..ops.contractions import linear
from .functional_distances import cosine_similarity, normalize, pairwise_distance

__all__ = ["cosine_similarity", "linear", "normalize", "pairwise_distance"]
