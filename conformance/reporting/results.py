"""The results of a run: what the results file holds, written and read.

The file is JSON of the shape that `results.schema.json`, next to this file, publishes. The schema
is derived from the classes below (`python -m conformance.reporting.results` prints it), so the two
cannot say different things. A reader accepts files of its own `SCHEMA` only; fields it does not
know are ignored, so that adding one does not make older readers refuse the file.
"""

import json
import platform
import sys
from pathlib import Path
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

SCHEMA = 1
SCHEMA_FILE = Path(__file__).resolve().parent / "results.schema.json"

Status = Literal["pass", "fail", "known", "fixed", "skip"]
STATUSES: tuple[Status, ...] = get_args(Status)


class ResultsError(Exception):
    """A results file that cannot be read or written; the text names the file and says why."""


class Environment(Struct, frozen=True):
    """Where the run happened, and what has to be equal to repeat it."""

    torch: Annotated[str, Meta(description="version of the installed torch")]
    python: Annotated[str, Meta(description="version of Python")]
    platform: Annotated[str, Meta(description="operating system and machine")]
    device: Annotated[str, Meta(description="device the programs ran on")]
    subject: Annotated[str, Meta(description="what was judged")]
    seed: Annotated[int, Meta(description="seed of the examples")]
    profile: Annotated[str, Meta(description="Hypothesis profile: how many examples")]

    @classmethod
    def of_this_process(
        cls, *, torch: str, device: str, subject: str, seed: int, profile: str
    ) -> "Environment":
        """The environment of the running interpreter."""
        return cls(
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


class RuleResult(Struct, frozen=True):
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
    environment: Environment
    rules: list[RuleResult]
    totals: Totals

    @classmethod
    def of(cls, environment: Environment, rules: list[RuleResult]) -> "Results":
        """The results of a run, with their totals."""
        return cls(SCHEMA, environment, rules, Totals.of(rules))


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


def read(path: Path) -> Results:
    """Read a results file.

    Raises:
        ResultsError: it cannot be read, is not a results file, or is of another version.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ResultsError(f"cannot read results file {path}: {error.strerror}") from error
    try:
        version = msgspec.json.decode(content, type=_Versioned).schema
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ResultsError(f"{path} is not a results file: {error}") from error
    if version != SCHEMA:
        raise ResultsError(
            f"{path} is a results file of version {version}, and this program reads "
            f"version {SCHEMA}; use the release that wrote it, or run the suite again"
        )
    try:
        return msgspec.json.decode(content, type=Results)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ResultsError(f"{path} is not a valid results file: {error}") from error


def json_schema() -> dict:
    """The JSON Schema of the results file."""
    schema = msgspec.json.schema(Results)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Results of a conformance run",
        **schema,
    }


class _Versioned(Struct):
    """As much of a results file of any version as tells the version."""

    schema: int


if __name__ == "__main__":
    json.dump(json_schema(), sys.stdout, indent=2)
    print()
