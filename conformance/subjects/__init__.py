"""Subjects: what a program can be run on.

    subject = subjects.get("eager")               # the torch that is installed
    subject = subjects.get("reference")           # the specification
    subject = subjects.get("package.module")      # any importable module with torch's names
    subject = subjects.get("compile:aot_eager")   # a part of each program behind torch.compile
    subject = subjects.get("eager", device="cuda")
    subjects.run_on("cuda")                       # whoever is not asked for with a device

A name that is none of these raises `UnknownSubject`, a device that the subject does not have
`MissingDevice`; the text of either is one clear line.
"""

import importlib

from conformance.subjects.subject import MissingDevice, Subject, UnknownSubject

__all__ = ["MissingDevice", "Subject", "UnknownSubject", "get", "names", "run_on"]

_BUILT_IN = {"eager": "conformance.subjects.eager", "reference": "conformance.subjects.reference"}

_loaded: dict[tuple[str, str], Subject] = {}
_device = "cpu"


def names() -> list[str]:
    """The names of the subjects that need no package of their own."""
    return list(_BUILT_IN)


def run_on(device: str) -> None:
    """Where programs run in this process: the specification stands where what it judges does."""
    global _device
    get("reference", device)  # raises MissingDevice
    _device = device


def get(name: str, device: str | None = None) -> Subject:
    """The subject of that name; one and the same however often it is asked for."""
    device = _device if device is None else device
    key = (name, device)
    if key not in _loaded:
        subject = _load(name)
        subject.device = device
        subject.check_device()
        _loaded[key] = subject
    return _loaded[key]


def _load(name):
    if name in _BUILT_IN:
        return importlib.import_module(_BUILT_IN[name]).load()
    kind, colon, backend = name.partition(":")
    if kind == "compile" and colon:
        from conformance.subjects import compiled

        return compiled.load(backend)
    known = ", ".join([*names(), "compile:BACKEND"])
    if not all(part.isidentifier() for part in name.split(".")):
        raise UnknownSubject(
            f"unknown subject {name!r}: give one of {known}, or the name of an importable module"
        )
    try:
        namespace = importlib.import_module(name)
    except Exception as error:
        words = " ".join(f"{type(error).__name__}: {error}".split())
        raise UnknownSubject(
            f"unknown subject {name!r}: neither one of {known} nor importable ({words})"
        ) from error
    if not hasattr(namespace, "Tensor"):
        raise UnknownSubject(f"{name!r} is no subject: the module has no torch-like Tensor")
    return Subject(name, namespace, description=f"module {name}")
