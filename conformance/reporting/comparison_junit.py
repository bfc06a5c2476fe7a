"""A comparison as JUnit XML: what a CI system shows as tests, one for each rule."""

import xml.etree.ElementTree as xml

from conformance.reporting.comparison import Comparison, Kind, RuleChange
from conformance.reporting.comparison_terminal import HEADINGS, verdict
from conformance.reporting.text import printable

# What a CI system makes of a change; of the others it makes a passed test.
_ELEMENTS: dict[Kind, str] = {
    "regression": "failure",
    "unchecked": "error",
    "still": "skipped",
    "known": "skipped",
    "removed": "skipped",
}


def junit(comparison: Comparison) -> bytes:
    """One test case for each rule with something to say of, one for all that are as they were."""
    cases = [_case(change) for change in comparison.changes]
    suite = xml.Element(
        "testsuite",
        name="autograd conformance",
        tests=str(len(cases) + 1),
        failures=str(len(comparison.of_kind("regression"))),
        errors=str(len(comparison.of_kind("unchecked"))),
        skipped=str(sum(_ELEMENTS.get(each.kind) == "skipped" for each in comparison.changes)),
    )
    properties = xml.SubElement(suite, "properties")
    for label, environment in (("old", comparison.old), ("new", comparison.new)):
        value = printable(f"{environment.subject} {environment.torch} on {environment.device}")
        xml.SubElement(properties, "property", name=label, value=value)
    suite.append(xml.Element("testcase", classname="conformance", name=verdict(comparison)))
    suite.extend(cases)
    xml.indent(suite)
    return xml.tostring(suite, encoding="utf-8", xml_declaration=True) + b"\n"


def _case(change: RuleChange) -> xml.Element:
    area, _, name = printable(change.rule).partition(".")
    case = xml.Element("testcase", classname=f"conformance.{area}", name=name or area)
    heading, _, meaning = HEADINGS[change.kind]
    element = _ELEMENTS.get(change.kind)
    text = printable(_text(change)) or meaning
    if element is None:
        xml.SubElement(case, "system-out").text = f"{heading}: {text}"
    else:
        xml.SubElement(case, element, message=f"{heading}: {meaning}").text = text
    return case


def _text(change: RuleChange) -> str:
    """The program and both sides, or the reason."""
    found = change.divergence
    if found is None:
        return change.reason
    return (
        f"{found.program.rstrip()}\n\nstep {found.step + 1}, {found.level}: {found.where}\n"
        f"expected: {found.expected}\nactual:   {found.actual}"
    )
