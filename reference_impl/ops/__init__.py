"""The operators, one file a family. Importing this package declares them all."""

from . import (  # noqa: F401
    arithmetic,
    comparisons,
    complex,
    copies,
    declare,
    indexing,
    memory,
    pointwise,
    reductions,
    strided,
    views,
)
