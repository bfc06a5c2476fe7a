"""The static site in a real browser, opened as a file: filters, links, copying, hostile texts.

Skipped where there is no Chromium or no selenium; `tox run -e browser` installs the latter.
"""

import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

from conformance.reporting.site import build
from conformance.rules.catalogue import load
from tests.product.sites import PROGRAM, hostile_runs, many_runs, three_runs

selenium = pytest.importorskip("selenium", reason="selenium is not installed")
BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (BROWSER and DRIVER), reason="no chromium or no chromedriver on the PATH"
)
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--window-size=1280,900",
)
# CPU time of the whole browser: the time on the clock depends on what else the machine does.
SECONDS = 2.0


@contextmanager
def started(profile):
    """A browser without history."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """One browser for all."""
    with started(tmp_path_factory.mktemp("browser")) as driver:
        yield driver


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The site of three runs."""
    place = tmp_path_factory.mktemp("site")
    build(three_runs(), load(), place)
    return place


@pytest.fixture
def matrix(browser, folder):
    """The matrix, as it is first seen."""
    browser.get("about:blank")
    browser.get((folder / "index.html").as_uri())
    return browser


def run(browser, script):
    """The value of a JavaScript expression."""
    return browser.execute_script(f"return {script}")


def visible_rules(browser):
    """The rules of the matrix that are seen."""
    return run(
        browser,
        "[...document.querySelectorAll('#rules tbody tr:not(.area)')]"
        ".filter(row => row.checkVisibility()).map(row => row.cells[0].textContent)",
    )


def choose(browser, name, value):
    """Fill a field of the filters, as a person would."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.select import Select

    field = browser.find_element(By.NAME, name)
    if field.tag_name == "select":
        Select(field).select_by_value(value)
    else:
        field.clear()
        field.send_keys(value)


def said(browser):
    """What the browser complained of."""
    return [entry["message"] for entry in browser.get_log("browser")]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, ["detach.shares-memory", "data.assignment", "views.shares-memory"]),
        ({"text": "SHARES"}, ["detach.shares-memory", "views.shares-memory"]),
        ({"text": "another tensor same"}, ["detach.shares-memory"]),
        ({"area": "data"}, ["data.assignment"]),
        ({"status": "fail"}, ["detach.shares-memory"]),
        ({"status": "changed"}, ["data.assignment"]),
        ({"status": "pass", "version": "2"}, ["data.assignment"]),
        ({"status": "skip", "version": "0"}, ["views.shares-memory"]),
        ({"text": "nothing like this"}, []),
    ],
)
def test_filters(matrix, chosen, expected):
    """By text of id and statement, area, status, and version; the address keeps them."""
    for name, value in chosen.items():
        choose(matrix, name, value)
    assert visible_rules(matrix) == expected
    assert run(matrix, "document.getElementById('count').value") == f"{len(expected)} of 3 rules"
    assert run(matrix, "document.getElementById('none').checkVisibility()") == (not expected)
    matrix.refresh()
    assert visible_rules(matrix) == expected


def test_one_version_is_one_column(matrix):
    """And all of them are back after a reset."""
    columns = (
        "[...document.querySelectorAll('#rules thead th')]"
        ".filter(cell => cell.checkVisibility()).map(cell => cell.textContent)"
    )
    choose(matrix, "version", "1")
    assert run(matrix, columns) == ["rule", "2.14.1"]
    run(matrix, "document.querySelector('button[type=reset]').click()")
    matrix.execute_async_script("setTimeout(arguments[0], 50)")
    assert run(matrix, columns) == ["rule", "2.13.0", "2.14.1", "2.15.0"]


def test_links_lead_from_a_cell_to_the_program_and_back(matrix):
    """Cell, divergence, rule, area."""
    from selenium.webdriver.common.by import By

    matrix.find_element(By.CSS_SELECTOR, "td.fail a").click()
    assert run(matrix, "document.querySelector('mark').textContent") == "b = a.detach()"
    matrix.find_element(By.LINK_TEXT, "detach.shares-memory").click()
    assert run(matrix, "document.querySelector('h1').textContent") == "detach.shares-memory"
    matrix.find_element(By.LINK_TEXT, "detach").click()
    assert visible_rules(matrix) == ["detach.shares-memory"]
    assert said(matrix) == []


def test_the_copy_button_copies_the_program(matrix, folder):
    """Exactly as it stands, and says so; by the keyboard, too."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    matrix.get((folder / "rules" / "data.assignment.html").as_uri())
    matrix.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["clipboardReadWrite"]})
    button = matrix.find_element(By.CSS_SELECTOR, "button.copy")
    assert button.accessible_name == "Copy the program"
    button.send_keys(Keys.ENTER)
    matrix.execute_async_script("setTimeout(arguments[0], 200)")
    assert run(matrix, "document.querySelector('[role=status]').textContent") == "Copied"
    area = "const area = document.createElement('textarea'); document.body.append(area);"
    matrix.execute_script(f"{area} area.focus();")
    matrix.switch_to.active_element.send_keys(Keys.CONTROL, "v")
    pasted = run(matrix, "document.querySelector('textarea').value")
    assert pasted == PROGRAM


def test_the_keyboard_reaches_everything(matrix):
    """The first stop skips to the content, and where one is can be seen."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    matrix.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert matrix.switch_to.active_element.text == "Skip to the content"
    assert matrix.switch_to.active_element.rect["x"] >= 0
    reached = set()
    for _ in range(60):
        matrix.switch_to.active_element.send_keys(Keys.TAB)
        active = matrix.switch_to.active_element
        reached.add(active.get_attribute("name") or active.text)
        width = run(matrix, "getComputedStyle(document.activeElement).outlineWidth")
        assert width == "3px" or active.tag_name == "body", active.get_attribute("outerHTML")
    assert {"text", "area", "status", "version", "detach.shares-memory", "Matrix"} <= reached


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(browser, folder, scheme):
    """Every text has at least 4.5 to 1 with what is behind it."""
    emulated = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", emulated)
    for page in ("index.html", "rules/detach.shares-memory.html", "changes.html"):
        browser.get((folder / page).as_uri())
        assert run(browser, f"({CONTRAST})()") == [], page


# Texts with too little contrast: the colour of each against the nearest background that is opaque.
CONTRAST = """() => {
  const numbers = text => text.match(/[\\d.]+/g).map(Number);
  const light = text => {
    const [r, g, b] = numbers(text).map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      const parts = numbers(colour);
      if (parts.length < 4 || parts[3] === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  for (const element of document.querySelectorAll("main *, header *, footer *")) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!own || element.closest("svg")) continue;
    const [one, other] = [light(getComputedStyle(element).color), light(behind(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) found.push(`${element.outerHTML.slice(0, 80)}: ${ratio.toFixed(2)}`);
  }
  return found;
}"""


def test_a_phone_sees_all_without_scrolling_sideways(browser, folder):
    """Wide tables scroll for themselves."""
    metrics = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        for page in sorted(folder.rglob("*.html")):
            browser.get(page.as_uri())
            assert run(browser, "document.documentElement.scrollWidth") <= 360, page
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_hostile_texts_do_nothing(browser, tmp_path):
    """No script of theirs runs, and nothing is asked of any network."""
    build(hostile_runs(), load(), tmp_path)
    browser.get_log("performance")
    for page in sorted(tmp_path.rglob("*.html")):
        browser.get(page.as_uri())
        assert "owned" not in browser.title
        assert run(browser, "document.images.length") == 0
    asked = [
        message["params"]["request"]["url"]
        for message in (
            json.loads(each["message"])["message"] for each in browser.get_log("performance")
        )
        if message["method"] == "Network.requestWillBeSent"
    ]
    assert asked
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
    assert said(browser) == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to read CPU time from")
def test_a_great_matrix_opens_quickly(tmp_path):
    """60 runs of 300 rules, and a filter over them; in a browser that has done nothing else."""
    build(many_runs(), load(), tmp_path / "site")
    with started(tmp_path / "profile") as browser:
        browser.get("about:blank")
        before = cpu_seconds(browser.service.process.pid)
        browser.get((tmp_path / "site" / "index.html").as_uri())
        opened = cpu_seconds(browser.service.process.pid) - before
        assert len(visible_rules(browser)) == 300
        choose(browser, "status", "changed")
        assert 0 < len(visible_rules(browser)) < 300
        filtered = cpu_seconds(browser.service.process.pid) - before - opened
    assert opened < SECONDS
    assert filtered < SECONDS


def cpu_seconds(root):
    """The CPU time that all processes below this one have used."""
    below = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        ticks = int(fields[11]) + int(fields[12])
        below.setdefault(int(fields[1]), []).append((int(stat.parent.name), ticks))
    waiting, total = [root], 0
    while waiting:
        for process, ticks in below.get(waiting.pop(), []):
            waiting.append(process)
            total += ticks
    return total / os.sysconf("SC_CLK_TCK")
