"""What can happen to a file of JSON: at random, and yet the same each time."""

import json
import random
import re
from collections.abc import Iterator

_STRANGE = (
    *("null", "true", "-1", "0", "1", "1e999", "NaN", "-Infinity", "9" * 400, "1.5", '""', '"x"'),
    *('"pass"', '"fail"', '"skip"', '"known"', '"fixed"', '"\\ud800"', '"\\u0000"', '"\u202e"'),
    *("[]", "{}", "[[]]", '{"schema": 1}', "[" * 3000, '"' + "x" * 5000 + '"', "'x'", "\ufeff"),
)


_NUMBERS = (
    *("9" * 5000, "-1", "-0", "0.1", "1e308", "1E+400", "NaN", "Infinity", "0x10", "01"),
    *(str(2**63), str(2**64), "1" + "0" * 30),
)
_CHARACTERS = (
    "\u2028",
    "\x00",
    "\x1b[31m",
    "\ufeff",
    "</script>",
    "\u202e",
    "\ud7ff",
    "\U0010ffff",
)


def mutations(content: bytes, number: int, seed: int) -> Iterator[bytes]:
    """That many damaged copies of the content of a JSON file."""
    choose = random.Random(seed)
    kinds = (_bytes, _cut, _moved, _encoded, _value, _value, _value, _repeated_key)
    kinds += (_deep, _number, _character, _other, _rule, _type, _type)
    for _ in range(number):
        mangled = content
        for _ in range(choose.choice((1, 1, 1, 2, 3))):
            mangled = choose.choice(kinds)(mangled, choose)
        yield mangled


def _bytes(content: bytes, choose: random.Random) -> bytes:
    """Some bytes are others."""
    damaged = bytearray(content)
    for _ in range(choose.randint(1, 3)):
        if damaged:
            damaged[choose.randrange(len(damaged))] = choose.randrange(256)
    return bytes(damaged)


def _cut(content: bytes, choose: random.Random) -> bytes:
    """A part is missing: the end, or some of the middle."""
    start = choose.randint(0, len(content))
    end = choose.choice((len(content), start + choose.randint(0, 40)))
    return content[:start] + content[end:]


def _moved(content: bytes, choose: random.Random) -> bytes:
    """A part stands somewhere else, too."""
    start, to = choose.randint(0, len(content)), choose.randint(0, len(content))
    return content[:to] + content[start : start + choose.randint(1, 200)] + content[to:]


def _encoded(content: bytes, choose: random.Random) -> bytes:
    """The text is in an encoding of another age."""
    text = content.decode("utf-8", "replace")
    return text.encode(choose.choice(("utf-16", "utf-8-sig", "latin-1", "cp037")), "replace")


def _value(content: bytes, choose: random.Random) -> bytes:
    """One value of the structure is another, or gone, or changed places with its neighbour."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return _bytes(content, choose)
    holder, key = choose.choice(list(_places(found)) or [([found], 0)])
    action = choose.randrange(4)
    if action == 0:
        del holder[key]
    elif action == 1:
        other = choose.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        holder[key], holder[other] = holder[other], holder[key]
    else:
        marker = "a value that no file holds"
        holder[key] = marker
        strange = choose.choice(_STRANGE)
        return json.dumps(found).replace(json.dumps(marker), strange).encode("utf-8", "replace")
    return json.dumps(found).encode()


def _repeated_key(content: bytes, choose: random.Random) -> bytes:
    """A key stands twice in an object."""
    text = content.decode("utf-8", "replace")
    places = [place for place, char in enumerate(text) if char == "{"]
    if not places:
        return content
    place = choose.choice(places) + 1
    key = choose.choice(("schema", "status", "id", "rules", "totals", "pass", "new"))
    return f'{text[:place]}"{key}": {choose.choice(_STRANGE)}, {text[place:]}'.encode(
        "utf-8", "replace"
    )


def _places(value) -> Iterator[tuple]:
    """Each holder and key of a value below this one."""
    if not isinstance(value, (dict, list)):
        return
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from _places(value[key])


def _deep(content: bytes, choose: random.Random) -> bytes:
    """Brackets within brackets, more than any parser wants to follow."""
    start, end = sorted(choose.randint(0, len(content)) for _ in range(2))
    brackets = choose.choice((b"[", b'{"a":')) * choose.randint(1, 100_000)
    return content[:start] + brackets + content[end:]


def _number(content: bytes, choose: random.Random) -> bytes:
    """A number is one that nobody counts to, or none."""
    text = content.decode("utf-8", "replace")
    numbers = list(re.finditer(r"\b\d+\b", text))
    if not numbers:
        return content
    found = choose.choice(numbers)
    return f"{text[: found.start()]}{choose.choice(_NUMBERS)}{text[found.end() :]}".encode()


def _character(content: bytes, choose: random.Random) -> bytes:
    """A character that terminals, browsers or parsers take for something else."""
    text = content.decode("utf-8", "replace")
    place = choose.randint(0, len(text))
    return f"{text[:place]}{choose.choice(_CHARACTERS)}{text[place:]}".encode("utf-8", "replace")


def _other(content: bytes, choose: random.Random) -> bytes:
    """Another file altogether, or this one as no program would have written it."""
    text = content.decode("utf-8", "replace")
    return choose.choice(
        (
            *(b"", b"null", b"[]", b"{}", b"\x00" * 1000, b"{" + content, content + b"\n{}"),
            *(content + content, content[::-1], content.upper(), content.replace(b'"', b"'")),
            *(b"\xef\xbb\xbf" + content, b"\x1f\x8b" + content),
            *(text.encode("utf-32"), text.encode("utf-7", "replace")),
        )
    )


def _rule(content: bytes, choose: random.Random) -> bytes:
    """A rule stands twice, or two have changed a part with each other."""
    rules = _rules_of(content)
    if len(rules) < 2:
        return content
    found = json.loads(content)
    if choose.random() < 0.5:
        found["rules"].append(choose.choice(rules))
    else:
        one, other = choose.sample(range(len(rules)), 2)
        key = choose.choice(("status", "id", "area", "divergences", "examples", "example"))
        for to, source in ((one, other), (other, one)):
            found["rules"][to][key] = rules[source].get(key)
    return json.dumps(found).encode()


def _rules_of(content: bytes) -> list[dict]:
    """The rules of a results file, if it still has rules, and nothing else among them."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return []
    rules = found.get("rules") if isinstance(found, dict) else None
    whole = isinstance(rules, list) and all(isinstance(rule, dict) for rule in rules)
    return rules if whole else []


def _type(content: bytes, choose: random.Random) -> bytes:
    """A value has another type."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return _bytes(content, choose)
    holder, key = choose.choice(list(_places(found)) or [([found], 0)])
    value = holder[key]
    others = ([value], {"x": value}, str(value), repr(value) * 3, None, not value, [value] * 50)
    holder[key] = choose.choice(others)
    return json.dumps(found).encode()
