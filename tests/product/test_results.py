"""The results file: written, read back, and held to its published schema."""

import json

import jsonschema
import msgspec
import pytest

from conformance.reporting.results import (
    SCHEMA,
    SCHEMA_FILE,
    Divergence,
    Environment,
    Results,
    ResultsError,
    RuleResult,
    json_schema,
    read,
    write,
)

ENVIRONMENT = Environment.of_this_process(
    torch="2.13.0", device="cpu", subject="eager", seed=0, profile="quick"
)
DIVERGENCE = Divergence(
    signature="s",
    program="import torch\nx = torch.ones(2)",
    step=1,
    level="values",
    where="x.value",
    expected="[1.0, 1.0]",
    actual="[2.0, 2.0]",
)
RULES = [
    RuleResult("detach.a", "detach", "pass", 40, []),
    RuleResult("detach.b", "detach", "fail", 12, [DIVERGENCE]),
    RuleResult("data.a", "data", "skip", 0, [], "not selected"),
]


def results():
    """The results of a small run."""
    return Results.of(ENVIRONMENT, RULES)


def published_schema():
    """The schema as it is delivered."""
    return json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))


def test_read_gives_back_what_was_written(tmp_path):
    """Nothing is lost on the way through the file."""
    write(results(), tmp_path / "out.json")
    assert read(tmp_path / "out.json") == results()


def test_file_is_of_the_published_form(tmp_path):
    """The file has the fields that the format fixes, and validates against the schema."""
    write(results(), tmp_path / "out.json")
    content = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    jsonschema.validate(content, published_schema())
    assert content["schema"] == SCHEMA
    assert set(content) == {"schema", "environment", "rules", "totals"}
    assert content["rules"][0] == {
        "id": "detach.a",
        "area": "detach",
        "status": "pass",
        "examples": 40,
        "divergences": [],
    }
    assert content["totals"] == {
        "rules": 3,
        "pass": 1,
        "fail": 1,
        "known": 0,
        "fixed": 0,
        "skip": 1,
        "examples": 52,
    }


def test_published_schema_is_the_one_of_the_code():
    """After a change: python -m conformance.reporting.results > .../results.schema.json"""
    jsonschema.Draft202012Validator.check_schema(published_schema())
    assert published_schema() == json_schema()


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content.update(schema=SCHEMA + 1),
        lambda content: content.pop("environment"),
        lambda content: content["rules"][0].update(status="ok"),
        lambda content: content["rules"][0].update(examples=-1),
        lambda content: content["rules"][1]["divergences"][0].pop("program"),
        lambda content: content["totals"].pop("known"),
    ],
)
def test_reader_and_schema_refuse_the_same(tmp_path, damage):
    """What the reader refuses, the schema refuses too."""
    content = msgspec.to_builtins(results())
    damage(content)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, published_schema())
    path = tmp_path / "out.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ResultsError, match=r"out\.json"):
        read(path)


def test_reader_ignores_what_it_does_not_know(tmp_path):
    """A file with a field more is still a file of this version."""
    content = msgspec.to_builtins(results()) | {"host": "x"}
    (tmp_path / "out.json").write_text(json.dumps(content), encoding="utf-8")
    assert read(tmp_path / "out.json") == results()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"schema": 2, "rules": "of another form"}', r"of version 2, .* reads version 1"),
        (b'{"rules": []}', r"is not a results file: .*`schema`"),
        (b"[]", r"is not a results file"),
        (b"", r"is not a results file"),
        (b"\xff\xfe", r"is not a results file"),
    ],
)
def test_an_unreadable_file_says_why(tmp_path, content, message):
    """One line names the file and the reason."""
    path = tmp_path / "out.json"
    path.write_bytes(content)
    with pytest.raises(ResultsError, match=message) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_file_that_is_not_there_says_so(tmp_path):
    """Reading from, and writing to, an impossible place names it."""
    with pytest.raises(ResultsError, match=r"cannot read .*none\.json: No such file"):
        read(tmp_path / "none.json")
    with pytest.raises(ResultsError, match=r"cannot write .*out\.json: No such file"):
        write(results(), tmp_path / "none" / "out.json")
