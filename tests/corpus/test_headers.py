"""The loader of corpus files: what it reads, and the one clear line it gives for a bad header."""

import pytest

from conformance import corpus

GOOD = """\
# rule: detach.shares-memory
# source: seeds/000, seeds/003
# claim: a claim that is too long
#   for one line
# since: >=2.0,<2.14
import torch

x = torch.ones(2)  # a comment of the program's own
"""


@pytest.fixture
def written(tmp_path):
    def write(text, name="program.py"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_reads_a_header(written):
    program = corpus.load(written(GOOD))
    assert program.rule == "detach.shares-memory"
    assert program.sources == ("seeds/000", "seeds/003")
    assert program.claim == "a claim that is too long for one line"
    assert program.text == GOOD
    assert program.name.endswith("/program")


@pytest.mark.parametrize(
    ("since", "version", "meant"),
    [
        (">=2.0", "2.0.1", True),
        (">=2.0", "1.13.1", False),
        ("2.0", "2.13.0+cpu", True),
        ("2.0", "1.13.1+cu117", False),
        (">=2.0,<2.14", "2.14.0", False),
        (">=2.14", "2.14.0.dev20260101", True),
    ],
)
def test_since_is_a_specifier(written, since, version, meant):
    program = corpus.load(written(GOOD.replace(">=2.0,<2.14", since)))
    assert program.meant_for(version) is meant


def test_since_may_be_left_out(written):
    program = corpus.load(written(GOOD.replace("# since: >=2.0,<2.14\n", "")))
    assert program.meant_for("1.13.1")


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("# rule: detach.shares-memory\n", "", 1, "the header has no 'rule'"),
        ("# source: seeds/000, seeds/003\n", "", 1, "the header has no 'source'"),
        ("# claim: a claim that is too long\n#   for one line\n", "", 1, "has no 'claim'"),
        ("# rule: detach.shares-memory", "# rule:", 1, "'rule' has no value"),
        ("# rule: detach.shares-memory", "# rule: detach", 1, "'detach' is no rule id"),
        ("seeds/000, seeds/003", "seeds/000,,own", 2, "'seeds/000,,own' has an empty part"),
        ("# since", "# until", 5, "unknown key 'until'"),
        ("# since: >=2.0,<2.14", "# claim: another", 5, "'claim' is given twice"),
        (">=2.0,<2.14", "newer ones", 5, "'newer ones' is no version specifier"),
        ("# since: >=2.0,<2.14", "# the rest is torch", 5, "'# the rest is torch' is no header"),
        (GOOD[GOOD.index("import") :], "", 5, "there is no program"),
    ],
)
def test_malformed_header_is_one_clear_line(written, old, new, line, what):
    path = written(GOOD.replace(old, new))
    with pytest.raises(corpus.MalformedHeader) as raised:
        corpus.load(path)
    text = str(raised.value)
    assert text.startswith(f"{path}:{line}: ")
    assert what in text
    assert "; " in text, "the line says what to do"
    assert "\n" not in text


def test_no_header_at_all(written):
    with pytest.raises(corpus.MalformedHeader, match="has no 'rule'"):
        corpus.load(written("import torch\n"))


def test_not_text(tmp_path):
    path = tmp_path / "program.py"
    path.write_bytes(b"# rule: detach.shares-memory\n# claim: \xff\xfe\n")
    with pytest.raises(corpus.MalformedHeader, match=r"program\.py:2: not UTF-8 text; save"):
        corpus.load(path)


def test_load_all_names_the_first_bad_file(written, tmp_path):
    written(GOOD, "a.py")
    written("import torch\n", "b.py")
    with pytest.raises(corpus.MalformedHeader, match=r"b\.py:1: "):
        corpus.load_all(tmp_path)


def test_load_all_is_in_order_of_paths():
    names = [program.name for program in corpus.load_all()]
    assert names == sorted(names)
    assert len(names) > 90
