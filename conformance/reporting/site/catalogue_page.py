"""The catalogue as one page: each rule with its source, an example program and what it does."""

from collections.abc import Mapping

from conformance.reporting.results import Example
from conformance.reporting.site.pages import in_one_piece, template
from conformance.rules.catalogue import Catalogue, Place


def catalogue_page(
    catalogue: Catalogue,
    examples: Mapping[str, Example],
    places: Mapping[str, list[Place]],
    release: str,
) -> str:
    """The page, in one piece: style and script are in it.

    Args:
        catalogue: the rules to show.
        examples: of the rules that have one.
        places: where the specification implements them.
        release: of the torch whose behaviour the examples show.
    """
    return template("catalogue").render(
        catalogue=catalogue,
        examples=examples,
        places=places,
        release=release,
        **in_one_piece(),
    )
