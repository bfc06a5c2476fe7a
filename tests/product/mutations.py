"""What can happen to a file of JSON: at random, and yet the same each time."""

import json
import random
from collections.abc import Iterator

_STRANGE = (
    *("null", "true", "-1", "0", "1", "1e999", "NaN", "-Infinity", "9" * 400, "1.5", '""', '"x"'),
    *('"pass"', '"fail"', '"skip"', '"known"', '"fixed"', '"\\ud800"', '"\\u0000"', '"\u202e"'),
    *("[]", "{}", "[[]]", '{"schema": 1}', "[" * 3000, '"' + "x" * 5000 + '"', "'x'", "\ufeff"),
)


def mutations(content: bytes, number: int, seed: int) -> Iterator[bytes]:
    """That many damaged copies of the content of a JSON file."""
    choose = random.Random(seed)
    kinds = (_bytes, _cut, _moved, _encoded, _value, _value, _value, _repeated_key)
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
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from _places(value[key])
