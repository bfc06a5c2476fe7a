"""The specification as a subject: what it does is what is expected of every other one."""

from conformance.subjects.subject import Subject


def load() -> Subject:
    """The reference implementation; imported only when it is asked for."""
    import reference_impl

    return Subject("reference", reference_impl, description="the specification")
