"""`torch.nn.utils.rnn`: sequences of different length in one tensor.

Packed sequences are not part of this reference.

Source: https://pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pad_sequence.html
"""

from ...factories import FACTORIES
from ...tensor import Tensor


def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right"):
    """One tensor of all sequences, each written into its own part of a constant."""
    rows = list(sequences.unbind(0) if isinstance(sequences, Tensor) else sequences)
    length = max(row.size(0) for row in rows)
    sizes = (len(rows), length) if batch_first else (length, len(rows))
    made = {"dtype": rows[0].dtype, "device": rows[0].device}
    padded = FACTORIES["empty"]((*sizes, *rows[0].shape[1:]), **made).fill_(padding_value)
    for place, row in enumerate(rows):
        start = 0 if padding_side == "right" else length - row.size(0)
        if batch_first:
            part = padded.select(0, place).narrow(0, start, row.size(0))
        else:
            part = padded.narrow(0, start, row.size(0)).select(1, place)
        # rule: gradients.through-in-place-writes
        part.copy_(row)
    return padded


def unpad_sequence(padded_sequences, lengths, batch_first=False):
    """The sequences without what `pad_sequence` added."""
    if not batch_first:
        padded_sequences = padded_sequences.transpose(0, 1)
    places = FACTORIES["arange"](padded_sequences.shape[1], device=lengths.device)
    rows = zip(padded_sequences, lengths, strict=True)
    return [row[places < length] for row, length in rows]
