"""What PyTorch has and this reference leaves out. It says so; such a program is not judged."""


class LeftOut(NotImplementedError):
    """A program asks for what the reference does not describe.

    Its name is no exception's of torch, so that a harness can tell it from what torch refuses.
    """

    def __init__(self, what: str, several: bool = False):
        super().__init__(f"{what} {'are' if several else 'is'} not part of this reference")
