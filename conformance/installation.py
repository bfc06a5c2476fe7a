"""The torch of this environment: is it there, and which one is it?"""

from packaging.version import Version


class NoTorch(Exception):
    """There is no torch that can be imported; the text says in one line what to do."""


def torch_version() -> str:
    """The version of the installed torch, which every run needs: the reference computes with it.

    Raises:
        NoTorch: it is not installed, or is broken.
    """
    try:
        import torch
    except ModuleNotFoundError as error:
        raise NoTorch(
            "torch is not installed in this environment; install the release to be judged "
            "(any from 1.13), as in: pip install torch==2.13.0"
        ) from error
    except (ImportError, OSError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise NoTorch(f"the installed torch cannot be imported: {reason}") from error
    return str(torch.__version__)


def release() -> Version:
    """The release that the installed torch is a build of: 2.13.0 of "2.13.0+cpu"."""
    return Version(Version(torch_version()).base_version)
