"""Contrast of the colours as they stand in the stylesheets, in light and in dark (WCAG 2.2 AA)."""

from __future__ import annotations

import re

import pytest

from .conftest import HOME

VENDOR = (HOME / "static/vendor/voorbeeld-design-tokens@7.4.1/basis.css").read_text()
TOKENS = (HOME / "static/ui/tokens.css").read_text()
DECLARATION = re.compile(r"(--[\w-]+):\s*([^;]+);")


def block(css: str, selector: str) -> dict[str, str]:
    start = css.index(selector + " {") + len(selector) + 2
    return dict(DECLARATION.findall(css[start : css.index("}", start)]))


LIGHT = {**block(VENDOR, ":root"), **block(TOKENS, ":root")}
CHOSEN_DARK = block(TOKENS, ':root[data-theme="dark"]')
SYSTEM_DARK = block(TOKENS, ':root:not([data-theme="light"])')
THEMES = {"light": LIGHT, "dark": {**LIGHT, **CHOSEN_DARK}}

GROUPS = ["default", "accent-1", "positive", "warning", "negative", "info", "unknown"]
TEXT = [
    (f"{group}-{colour}", f"{group}-{ground}")
    for group in GROUPS
    for colour in ("color-default", "color-document", "color-subtle")
    for ground in ("bg-subtle", "bg-default")
]
TEXT += [(f"{group}-inverse-color-default", f"{group}-inverse-bg-default") for group in GROUPS]
TEXT += [(f"{group}-inverse-color-default", f"{group}-inverse-bg-hover") for group in GROUPS]
TEXT += [(f"{group}-color-default", "default-bg-document") for group in GROUPS]
TEXT += [(f"{group}-color-default", "default-bg-subtle") for group in GROUPS]
TEXT += [("default-color-subtle", "default-bg-document"), ("default-color-document", "default-bg-document")]
# The words on the bars of the lifeline, and the hover state of buttons.
TEXT += [("default-color-document", f"{group}-bg-hover") for group in GROUPS]
TEXT += [("default-color-document", f"{group}-bg-active") for group in ("default", "accent-1")]
TEXT += [("accent-1-color-document", "accent-1-bg-hover"), ("negative-color-document", "negative-bg-hover")]
SHAPES = [
    (f"{group}-border-default", ground) for group in GROUPS for ground in ("default-bg-subtle", "default-bg-document")
]


def resolve(theme: dict[str, str], name: str) -> str:
    value = theme[name]
    while value.startswith("var("):
        value = theme[value[4:-1]]
    return value


def luminance(colour: str) -> float:
    colour = colour.lstrip("#")
    if len(colour) == 3:
        colour = "".join(c * 2 for c in colour)
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(theme: dict[str, str], one: str, other: str) -> float:
    first, second = (luminance(resolve(theme, f"--basis-color-{name}")) for name in (one, other))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def test_the_measure_itself() -> None:
    assert (luminance("#fff") + 0.05) / (luminance("#000") + 0.05) == pytest.approx(21)


def test_dark_is_the_same_whether_chosen_or_asked_for_by_the_system() -> None:
    assert CHOSEN_DARK == SYSTEM_DARK


@pytest.mark.capability(137)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_reads_on_its_ground(theme: str, text: str, ground: str) -> None:
    assert contrast(THEMES[theme], text, ground) >= 4.5


@pytest.mark.capability(137)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_borders_of_fields_and_shapes_stand_out(theme: str, shape: str, ground: str) -> None:
    assert contrast(THEMES[theme], shape, ground) >= 3
