"""The catalogue of rules, and its loader."""

import pytest

from conformance.rules.catalogue import CatalogueError, load, places

ENTRY = """
[[rule]]
id = "{id}"
statement = "A promise."
source = "https://example.org/note"
since = "1.0"
"""


def write(folder, area, *ids, text=None):
    """A rules file of an area."""
    content = text if text is not None else "".join(ENTRY.format(id=each) for each in ids)
    (folder / f"{area}.toml").write_text(content, encoding="utf-8")


class TestInstalled:
    """The catalogue that is delivered."""

    def test_is_readable(self):
        """Every file of the catalogue loads, and there are the rules of the main areas."""
        areas = load().areas
        assert {"gradients", "requires_grad", "detach", "data", "versions"} <= set(areas)

    def test_sources_are_addresses(self):
        """A reader can follow the source of each rule."""
        assert [rule.id for rule in load().values() if not rule.source.startswith("https://")] == []

    def test_the_reference_implements_known_rules_only(self):
        """A comment `# rule: <id>` in the reference cites a rule that exists."""
        assert sorted(set(places()) - set(load())) == []


def test_rules_come_by_area_in_reading_order(tmp_path):
    """Areas have their own order, whatever the alphabet says; unknown ones come last."""
    write(tmp_path, "aaa", "aaa.one")
    write(tmp_path, "data", "data.one")
    write(tmp_path, "gradients", "gradients.two", "gradients.one")
    assert list(load(tmp_path)) == ["gradients.two", "gradients.one", "data.one", "aaa.one"]
    assert load(tmp_path).areas == ["gradients", "data", "aaa"]


def test_rule_has_the_area_of_its_file(tmp_path):
    """`requires_grad.toml` holds the rules `requires-grad.*`."""
    write(tmp_path, "requires_grad", "requires-grad.infects")
    rule = load(tmp_path)["requires-grad.infects"]
    assert (rule.area, rule.statement, rule.since) == ("requires_grad", "A promise.", "1.0")


def test_rules_of_one_area(tmp_path):
    """The rules of an area, or an error that names the areas there are."""
    write(tmp_path, "data", "data.one")
    write(tmp_path, "views", "views.one")
    assert [rule.id for rule in load(tmp_path).in_area("views")] == ["views.one"]
    with pytest.raises(CatalogueError, match=r"'graph'; areas with rules: data, views$"):
        load(tmp_path).in_area("graph")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[rule]\n", r"^data.toml: cannot be read as TOML: .*line 1"),
        ("", r"^data.toml: must hold \[\[rule\]\] entries and nothing else$"),
        ("title = 'x'\n" + ENTRY.format(id="data.a"), r"^data.toml: must hold \[\[rule\]\]"),
        ("rule = [3]", r"^data.toml: rule 1: must be a table$"),
        ("[[rule]]\nid = 'data.a'\n", r"^data.toml: rule 1 \(data.a\): .*missing.*`statement`"),
        (ENTRY.format(id="data.a") + "color = 1\n", r"rule 1 \(data.a\): .*unknown field `color`"),
        (ENTRY.format(id="data.a").replace('"1.0"', "1.0"), r"Expected `str`.*`\$.since`"),
        (ENTRY.format(id="data.a").replace("1.0", "soon"), r"since must be a torch release"),
        (ENTRY.format(id="data.a").replace("A promise.", " "), r"statement is empty"),
        (ENTRY.format(id="data.a") + "area = 'data'\n", r"remove the key 'area'"),
        (ENTRY.format(id="views.a"), r"must read 'data.words-with-dashes'"),
        (ENTRY.format(id="data.A_b"), r"must read 'data.words-with-dashes'"),
        (ENTRY.format(id="data.a") * 2, r"^data.toml: rule 'data.a' is already in data.toml"),
    ],
)
def test_a_bad_file_says_where_and_what(tmp_path, text, message):
    """A mistake in a rules file is named with file, entry and what is expected."""
    write(tmp_path, "data", text=text)
    with pytest.raises(CatalogueError, match=message):
        load(tmp_path)


def test_places_are_found_by_comment(tmp_path):
    """A rule is implemented where a comment says so; a text that looks like one is none."""
    package = tmp_path / "reference"
    (package / "ops").mkdir(parents=True)
    (package / "version.py").write_text("x = 1  # rule: data.one, views.two\n\n# rule: data.one\n")
    (package / "ops" / "add.py").write_text("text = '# rule: data.three'\n    \n# rule: data.one\n")
    assert {rule: [str(place) for place in found] for rule, found in places(package).items()} == {
        "data.one": ["reference/ops/add.py:3", "reference/version.py:1", "reference/version.py:3"],
        "views.two": ["reference/version.py:1"],
    }
