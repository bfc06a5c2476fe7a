"""The catalogue as one page: each rule with its source, an example program and what it does."""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from conformance.reporting.results import Example
from conformance.reporting.site.pages import template
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
    style, script = (_file(name) for name in ("report.css", "report.js"))
    return template("catalogue").render(
        root="",
        catalogue=catalogue,
        examples=examples,
        places=places,
        release=release,
        style=Markup(style),
        script=Markup(script),
        digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
