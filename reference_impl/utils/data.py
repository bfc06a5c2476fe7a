"""`torch.utils.data`: samples, and batches of them, as the loops of training examples need them.

What a batch is made of is stacked, an operation as any other. All is loaded in this process.

Source: https://docs.pytorch.org/docs/stable/data.html
"""

from torch import Generator, float64

from ..factories import FACTORIES
from ..ops.declare import OPERATORS
from ..tensor import Tensor

_MODULE = "torch.utils.data.dataset"


class Dataset:
    """Samples by number: a subclass says how many there are, and which."""

    __module__ = _MODULE

    def __getitem__(self, index):
        raise NotImplementedError("Subclasses of Dataset should implement __getitem__.")


class TensorDataset(Dataset):
    """Rows of several tensors."""

    __module__ = _MODULE

    def __init__(self, *tensors):
        if any(tensors[0].size(0) != tensor.size(0) for tensor in tensors):
            raise AssertionError("Size mismatch between tensors")
        self.tensors = tensors

    def __getitem__(self, index):
        return tuple(tensor[index] for tensor in self.tensors)

    def __len__(self):
        return self.tensors[0].size(0)


class Subset(Dataset):
    """Some of the samples of another."""

    __module__ = _MODULE

    def __init__(self, dataset, indices):
        self.dataset, self.indices = dataset, indices

    def __getitem__(self, index):
        return self.dataset[self.indices[index]]

    def __len__(self):
        return len(self.indices)


def random_split(dataset, lengths, generator=None):
    """Parts of these lengths, drawn without repetition."""
    if sum(lengths) != len(dataset):
        raise ValueError("Sum of input lengths does not equal the length of the input dataset!")
    drawn = FACTORIES["randperm"](sum(lengths), generator=generator).tolist()
    ends = [sum(lengths[: place + 1]) for place in range(len(lengths))]
    parts = zip(ends, lengths, strict=True)
    return [Subset(dataset, drawn[end - length : end]) for end, length in parts]


def default_collate(batch):
    """A list of samples as one sample of batches."""
    first = batch[0]
    if isinstance(first, Tensor):
        return OPERATORS["stack"](batch, 0)
    if isinstance(first, float):
        return FACTORIES["tensor"](batch, dtype=float64)
    if isinstance(first, int):
        return FACTORIES["tensor"](batch)
    if isinstance(first, dict):
        return {key: default_collate([sample[key] for sample in batch]) for key in first}
    if isinstance(first, (tuple, list)):
        return [default_collate(list(column)) for column in zip(*batch, strict=True)]
    return batch


class DataLoader:
    """Batches of a dataset, in order or shuffled anew each time."""

    __module__ = "torch.utils.data.dataloader"

    def __init__(
        self,
        dataset,
        batch_size=1,
        shuffle=False,
        *,
        collate_fn=default_collate,
        drop_last=False,
        generator=None,
    ):
        if batch_size <= 0:
            raise ValueError(
                f"batch_size should be a positive integer value, but got batch_size={batch_size}"
            )
        self.dataset, self.batch_size, self.drop_last = dataset, batch_size, drop_last
        self.shuffle, self.collate_fn, self.generator = shuffle, collate_fn, generator

    def __len__(self):
        whole, rest = divmod(len(self.dataset), self.batch_size)
        return whole + bool(rest and not self.drop_last)

    def __iter__(self):
        _drawn(self.generator)  # torch seeds its workers, also where there are none
        return self._batches()

    def _batches(self):
        order = self._order()
        for start in range(0, len(order), self.batch_size):
            places = order[start : start + self.batch_size]
            if len(places) == self.batch_size or not self.drop_last:
                yield self.collate_fn([self.dataset[place] for place in places])

    def _order(self):
        if not self.shuffle:
            return range(len(self.dataset))
        generator = self.generator
        if generator is None:
            generator = Generator()
            generator.manual_seed(_drawn(None))
        return FACTORIES["randperm"](len(self.dataset), generator=generator).tolist()


def _drawn(generator):
    """A number from the generator of all random numbers, or another."""
    number = FACTORIES["tensor"](0)
    return number.random_(generator=generator).item()
