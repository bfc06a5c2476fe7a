"""What random programs reach of the specification, as one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conformance.reporting.site.pages import in_one_piece, template

if TYPE_CHECKING:
    from conformance.campaign.reach.findings import Findings


def reach_page(findings: Findings, command: str, release: str) -> str:
    """The page, in one piece.

    Args:
        findings: what was reached.
        command: that measures it again.
        release: of the torch that the specification is set to.
    """
    return template("reach").render(
        findings=findings, command=command, release=release, **in_one_piece()
    )
