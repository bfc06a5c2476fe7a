"""The report as a static site: a folder of pages that can be opened, mailed or published as it is.

    build([results, ...], catalogue, folder)     # the matrix of some runs
    catalogue_page(catalogue, ...)               # the rules with their examples, in one page
    reach_page(findings, ...)                    # what random programs reach, in one page

It needs no server, no build step and no connection: pages refer to each other, to one style sheet
and to one script, by relative paths. Whatever a subject has printed is shown as text: templates
escape all they are given, and control characters are spelled out.
"""

from conformance.reporting.site.build import SiteError, build
from conformance.reporting.site.catalogue_page import catalogue_page
from conformance.reporting.site.reach_page import reach_page

__all__ = ["SiteError", "build", "catalogue_page", "reach_page"]
