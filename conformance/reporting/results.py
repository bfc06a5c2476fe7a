"""The results of a run: what the results file holds, and how it is written.

The file is JSON of the shape that `results.schema.json`, next to this file, publishes. The schema
is derived from the classes below (`python -m conformance.reporting.results` prints it), so the two
cannot say different things. `conformance.reporting.reading` reads it, and files of older versions.

Versions of the format: 2 adds which suite judged, on which levels, and for each rule an example and
the semantics of the release that show in its programs.
"""

import json
import platform
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from conformance import __version__
from conformance.revision import revision
from conformance.tracing.trace import LEVELS

SCHEMA = 2
SCHEMA_FILE = Path(__file__).resolve().parent / "results.schema.json"

Status = Literal["pass", "fail", "known", "fixed", "skip"]
STATUSES: tuple[Status, ...] = get_args(Status)


class ResultsError(Exception):
    """A results file that cannot be read or written; the text names the file and says why."""


class Suite(Struct, frozen=True):
    """What judged. Two runs of one revision ask the same of whatever they judge."""

    version: Annotated[str, Meta(description="version of this package")]
    revision: Annotated[
        str, Meta(description="digest of specification, rules and programs; '' where unknown")
    ]

    @classmethod
    def installed(cls) -> "Suite":
        """The suite of this package."""
        return cls(__version__, revision())


class Environment(Struct, frozen=True):
    """Where the run happened, and what has to be equal to repeat it."""

    torch: Annotated[str, Meta(description="version of the installed torch")]
    python: Annotated[str, Meta(description="version of Python")]
    platform: Annotated[str, Meta(description="operating system and machine")]
    device: Annotated[str, Meta(description="device the programs ran on")]
    subject: Annotated[str, Meta(description="what was judged")]
    seed: Annotated[int, Meta(description="seed of the examples")]
    profile: Annotated[str, Meta(description="Hypothesis profile: how many examples")]
    levels: Annotated[
        list[str], Meta(description="what was compared: values, flags, ...; [] where unknown")
    ]

    @classmethod
    def of_this_process(
        cls,
        *,
        torch: str,
        device: str,
        subject: str,
        seed: int,
        profile: str,
        levels: Collection[str] = LEVELS,
    ) -> "Environment":
        """The environment of the running interpreter."""
        return cls(
            levels=[level for level in LEVELS if level in levels],
            torch=torch,
            python=platform.python_version(),
            platform=platform.platform(),
            device=device,
            subject=subject,
            seed=seed,
            profile=profile,
        )


class Divergence(Struct, frozen=True):
    """One program on which the subject does not do what the reference does."""

    signature: Annotated[str, Meta(description="equal for divergences that are the same mistake")]
    program: Annotated[str, Meta(description="the shrunk program, as Python source")]
    step: Annotated[
        int,
        Meta(ge=0, description="where they part: 0 is the first step, the number of steps the end"),
    ]
    level: Annotated[str, Meta(description="what differs: values, flags, graph, errors, ...")]
    expected: Annotated[str, Meta(description="what the reference does")]
    actual: Annotated[str, Meta(description="what the subject does")]
    where: Annotated[str, Meta(description="the observation that differs, as 'y.grad.value'")] = ""
    look: Annotated[
        str,
        Meta(description="when the variables were looked at: after 'each' step, or at the 'end'"),
    ] = "each"


class Example(Struct, frozen=True):
    """A program, and what the specification does in it when it is set to the release judged."""

    program: Annotated[str, Meta(description="Python source")]
    look: Annotated[str, Meta(description="as in a divergence")]
    trace: Annotated[
        list[str],
        Meta(description="what each statement does, in words; the last entry is the end"),
    ]


class Semantics(Struct, frozen=True):
    """A behaviour that is not the same in every release, and shows in the programs of a rule."""

    switch: Annotated[str, Meta(description="its name in the specification")]
    value: Annotated[str, Meta(description="how the release judged behaves")]
    example: Annotated[Example, Meta(description="a program in which it makes a difference")]
    shows: Annotated[
        list[str],
        Meta(description="what is otherwise in other releases, as 'a.grad.value: [1.0]'"),
    ]
    essential: Annotated[
        bool,
        Meta(description="it shows in the simplest programs about the rule, not by chance only"),
    ] = True
    what: Annotated[str, Meta(description="what the switch means when it is on")] = ""
    source: Annotated[str, Meta(description="the upstream change; '' where unknown")] = ""


class RuleResult(Struct, frozen=True, omit_defaults=True):
    """What the run says about one rule."""

    id: str
    area: str
    status: Annotated[
        Status,
        Meta(
            description="pass; fail: diverges; known: diverges as recorded before; "
            "fixed: recorded as diverging, and does not; skip: was not checked"
        ),
    ]
    examples: Annotated[int, Meta(ge=0, description="programs compared")]
    divergences: list[Divergence]
    reason: Annotated[
        str | UnsetType, Meta(description="why it was skipped, or failed without a program")
    ] = UNSET
    example: Annotated[
        Example | UnsetType, Meta(description="the simplest program about the rule")
    ] = UNSET
    semantics: list[Semantics] = []


class Totals(Struct, frozen=True):
    """Number of rules by status, and of programs compared."""

    rules: int
    passed: int = msgspec.field(name="pass")
    fail: int
    known: int
    fixed: int
    skip: int
    examples: int

    @classmethod
    def of(cls, rules: list[RuleResult]) -> "Totals":
        """Count a list of results."""
        counts = {status: sum(rule.status == status for rule in rules) for status in STATUSES}
        passed = counts.pop("pass")
        return cls(
            rules=len(rules),
            passed=passed,
            examples=sum(rule.examples for rule in rules),
            **counts,
        )


class Results(Struct, frozen=True):
    """The results of one run of the conformance suite."""

    schema: Annotated[int, Meta(description="version of this format", ge=SCHEMA, le=SCHEMA)]
    suite: Suite
    environment: Environment
    rules: list[RuleResult]
    totals: Totals

    @classmethod
    def of(cls, environment: Environment, rules: list[RuleResult]) -> "Results":
        """The results of a run, with their totals."""
        return cls(SCHEMA, Suite.installed(), environment, rules, Totals.of(rules))


def write(results: Results, path: Path) -> None:
    """Write the results file, indented for people who open it.

    Raises:
        ResultsError: the file cannot be written.
    """
    text = msgspec.json.format(msgspec.json.encode(results), indent=2)
    try:
        path.write_bytes(text + b"\n")
    except OSError as error:
        raise ResultsError(f"cannot write results file {path}: {error.strerror}") from error


def json_schema() -> dict:
    """The JSON Schema of the results file."""
    schema = msgspec.json.schema(Results)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Results of a conformance run",
        **schema,
    }


if __name__ == "__main__":
    json.dump(json_schema(), sys.stdout, indent=2)
    print()
