"""The results file: written, read back, and held to its published schema."""

import json

import jsonschema
import msgspec
import pytest

from conformance.reporting.reading import read
from conformance.reporting.results import (
    SCHEMA,
    SCHEMA_FILE,
    Divergence,
    Environment,
    Example,
    Results,
    ResultsError,
    RuleResult,
    Semantics,
    json_schema,
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
EXAMPLE = Example("import torch\nx = torch.ones(2)", "each", ["", "x: [1.0, 1.0]", ""])
RULES = [
    RuleResult("detach.a", "detach", "pass", 40, []),
    RuleResult("detach.b", "detach", "fail", 12, [DIVERGENCE]),
    RuleResult("data.a", "data", "skip", 0, [], "not selected"),
    RuleResult(
        *("graph.a", "graph", "pass", 1, []),
        example=EXAMPLE,
        semantics=[Semantics("errors_name_operators", "True", EXAMPLE, ["error: Sigmoid"])],
    ),
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
    assert set(content) == {"schema", "suite", "environment", "rules", "totals"}
    assert content["rules"][0] == {
        "id": "detach.a",
        "area": "detach",
        "status": "pass",
        "examples": 40,
        "divergences": [],
    }
    assert content["totals"] == {
        "rules": 4,
        "pass": 2,
        "fail": 1,
        "known": 0,
        "fixed": 0,
        "skip": 1,
        "examples": 53,
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
        lambda content: content.pop("suite"),
        lambda content: content["environment"].pop("levels"),
        lambda content: content["rules"][3]["example"].update(trace="x"),
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


def test_a_file_that_is_not_there_says_so(tmp_path):
    """Reading from, and writing to, an impossible place names it."""
    with pytest.raises(ResultsError, match=r"cannot read .*none\.json: No such file"):
        read(tmp_path / "none.json")
    with pytest.raises(ResultsError, match=r"cannot write .*out\.json: No such file"):
        write(results(), tmp_path / "none" / "out.json")
