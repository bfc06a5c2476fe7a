"""The static site: complete, self-contained, and safe whatever it shows."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from conformance.reporting.results import write
from conformance.reporting.site import SiteError, build
from conformance.reporting.site.model import Model
from conformance.rules.catalogue import load
from tests.product.sites import HOSTILE, hostile_runs, many_runs, rule, run_of, three_runs


class Page(HTMLParser):
    """The elements of a page: each tag with its attributes, and the text."""

    def __init__(self, path):
        super().__init__()
        self.path, self.elements, self.text = path, [], ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        """The attributes of the elements of that name."""
        return [attributes for name, attributes in self.elements if name == tag]


def site(folder, results):
    """The pages of a site, by name."""
    build(results, load(), folder)
    return {
        path.relative_to(folder).as_posix(): Page(path) for path in sorted(folder.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The pages of the three runs."""
    return site(tmp_path_factory.mktemp("site"), three_runs())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The pages of the hostile runs."""
    return site(tmp_path_factory.mktemp("hostile"), hostile_runs())


def test_there_is_a_page_for_each_thing(pages):
    """Matrix, changes, one a rule, one a divergence."""
    names = [name for name in pages if not name.startswith("divergences/")]
    assert names == [
        "changes.html",
        "index.html",
        "rules/data.assignment.html",
        "rules/detach.shares-memory.html",
        "rules/views.shares-memory.html",
    ]
    assert len(pages) == len(names) + 2


def test_every_link_leads_somewhere(pages, hostile):
    """To a page of the site and a place on it; or to a source, which nothing is loaded from."""
    for found in (pages, hostile):
        for page in found.values():
            links = [each["href"] for each in page.all("a") + page.all("link")]
            links += [each["src"] for each in page.all("script")]
            for link in links:
                check(link, page)


def check(link, page):
    """A link of a page."""
    parts = urlsplit(link)
    if parts.scheme in ("https", "data"):
        return
    assert not parts.scheme, link
    target = page.path.parent / unquote(parts.path) if parts.path else page.path
    assert target.is_file(), (page.path, link)
    if parts.fragment and "=" not in parts.fragment:
        ids = [each.get("id") for _, each in Page(target).elements]
        assert parts.fragment in ids, (page.path, link)


def test_nothing_is_loaded_from_elsewhere(pages, hostile):
    """No page has a source outside of its folder, and each forbids any."""
    for page in (*pages.values(), *hostile.values()):
        for tag, attributes in page.elements:
            if tag != "a":
                addresses = [attributes.get(name, "") for name in ("src", "href", "srcset", "data")]
                assert not any("//" in address for address in addresses), (page.path, tag)
        (policy,) = [each["content"] for each in page.all("meta") if "http-equiv" in each]
        assert policy.startswith("default-src 'none'")


def test_pages_have_what_readers_without_eyes_need(pages):
    """Language, title, landmarks, one first heading, header cells, names of buttons and fields."""
    for page in pages.values():
        tags = [tag for tag, _ in page.elements]
        assert page.all("html")[0]["lang"] == "en"
        assert (tags.count("h1"), tags.count("main"), tags.index("title") < tags.index("body")) == (
            *(1, 1),
            True,
        )
        assert {"header", "nav", "footer"} <= set(tags)
        assert all(cell.get("scope") for cell in page.all("th"))
        assert all(svg.get("aria-label") for svg in page.all("svg"))
        ids = [each["id"] for _, each in page.elements if "id" in each]
        assert len(ids) == len(set(ids)), page.path
        levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_matrix_shows_status_and_change(pages):
    """By run in the order of the releases; the words are there without colours."""
    cells = [each.get("class") for each in pages["index.html"].all("td") if "class" in each]
    matrix = [each for each in cells if not each.startswith("number")]
    assert matrix == [
        *("pass", "pass", "fail linked"),
        *("pass", "pass changed", "pass"),
        *("skip", "pass", "known linked"),
    ]


def test_a_rule_says_since_when_it_behaves_so(pages):
    """And shows its example once for each way it goes."""
    text = " ".join(pages["rules/data.assignment.html"].text.split())
    assert "since torch 2.14.1, and otherwise in 2.13.0" in text
    assert "Example in torch 2.13.0 " in text
    assert "Example in torch 2.14.1 to 2.15.0 " in text
    assert "Differs between releases: a_switch False in torch 2.13.0" in text
    text = " ".join(pages["rules/detach.shares-memory.html"].text.split())
    assert "in all of these runs, as far as they tell" in text
    assert load()["detach.shares-memory"].statement in text


def test_runs_are_in_the_order_of_their_releases():
    """2.4 comes before 2.13; what is no version comes first; equal ones can be told apart."""
    versions = ["2.13.0", "2.4.1", "nightly", "2.4.1", "2.14.0.dev20250101"]
    model = Model([run_of(version, rule("data.assignment")) for version in versions], load())
    assert [run.label for run in model.runs] == [
        *("nightly", "2.4.1 (1)", "2.4.1 (2)", "2.13.0", "2.14.0.dev20250101"),
    ]


def test_subjects_are_not_compared_with_each_other():
    """The run before is one of the same subject on the same device."""
    runs = [run_of("2.13.0", rule("data.a")), run_of("2.14.0", rule("data.a"), subject="mylib")]
    model = Model(runs, load())
    assert [run.changes for run in model.runs] == [None, None]
    assert [run.label for run in model.runs] == ["2.13.0 eager", "2.14.0 mylib"]


def test_hostile_texts_are_shown_and_do_nothing(hostile):
    """No element and no attribute comes from them, no file lies elsewhere, none is lost."""
    for page in hostile.values():
        assert len(page.all("script")) == 1
        assert not page.all("img")
        assert not page.all("b")
        for _, attributes in page.elements:
            assert not [name for name in attributes if name.startswith("on")]
            assert "javascript" not in (attributes.get("href") or "")
        assert "\x1b" not in page.text
        assert "\u202e" not in page.text
    divergence = next(page for name, page in hostile.items() if name.startswith("divergences/"))
    visible = HOSTILE.replace("\x00", r"\x00").replace("\x1b", r"\x1b").replace("\u202e", r"\u202e")
    assert divergence.text.count(visible) >= 2


def test_an_earlier_site_is_replaced(tmp_path):
    """Pages that are no longer there do not stay behind."""
    site(tmp_path, three_runs())
    pages = site(tmp_path, three_runs()[:2])
    assert not [name for name in pages if name.startswith("divergences/")]


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    """It may be somebody's home."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "mine.txt").write_text("precious", encoding="utf-8")
    with pytest.raises(SiteError, match="is not empty and holds no report"):
        build(three_runs(), load(), tmp_path)
    assert (tmp_path / "rules" / "mine.txt").exists()
    with pytest.raises(SiteError, match="cannot write .*mine.txt"):
        build(three_runs(), load(), tmp_path / "rules" / "mine.txt")


def test_one_command_from_two_files_to_the_page(python, tmp_path):
    """Which says what to open."""
    for number, each in enumerate(three_runs()[:2]):
        write(each, tmp_path / f"{number}.json")
    run = python("-m", "conformance", "report", "0.json", "1.json", "-o", "site")
    assert run.status == 0, run.text
    assert run.err == f"open {(tmp_path / 'site' / 'index.html').as_uri()}\n"
    run = python("-m", "conformance", "report", "0.json", "-o", "0.json")
    assert (run.status, run.err.count("\n")) == (2, 1), run.text


def test_a_matrix_of_many_runs_stays_small(tmp_path):
    """60 runs of 300 rules: a page of a megabyte, not of ten."""
    pages = site(tmp_path, many_runs())
    assert len(pages["index.html"].all("td")) > 60 * 300
    assert pages["index.html"].path.stat().st_size < 1_500_000
