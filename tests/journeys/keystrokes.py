"""How long somebody sits at the screen for what a journey really did: counted while it runs, added up afterwards.

The times of single acts are those of the keystroke-level model: S. K. Card, T. P. Moran and A. Newell (1980), The
keystroke-level model for user performance time with interactive systems, Communications of the ACM 23(7), 396-410. The
reading speed is that of silent reading in M. Brysbaert (2019), How many words do we read per minute?, Journal of Memory
and Language 109. The model is one of somebody who knows what they want to write: it counts neither thinking about the
person nor talking with them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any

KEY = 0.28  # one key, by an average typist who is no typist by trade (40 words a minute)
POINT = 1.10  # the pointer to something on the screen
CLICK = 0.20  # the button of the mouse down and up
HOME = 0.40  # the hand from mouse to keyboard, or back
DECIDE = 1.35  # the mental preparation of one act
LOOK = 3.00  # finding one's way on a page that is new
WORD = 60 / 238  # reading one word of what has to be read


@dataclass
class Work:
    """What was done at a screen, as counts; ``waited`` is the measured time in which pages came, in seconds."""

    pages: int = 0
    filled: int = 0
    typed: int = 0
    clicks: int = 0
    decisions: int = 0
    moves: int = 0
    words: int = 0
    waited: float = 0.0

    def __add__(self, other: Work) -> Work:
        return Work(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    @property
    def minutes(self) -> float:
        """The estimate: every act with its time, what was read, and what was waited for."""
        acts = self.typed * KEY + self.clicks * (POINT + CLICK) + self.decisions * DECIDE + self.moves * HOME
        return (acts + self.pages * LOOK + self.words * WORD + self.waited) / 60


class Screen:
    """A thin layer around a page of the browser that counts what a person would do, per part of the work."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.parts: dict[str, Work] = {}
        self.now = Work()
        self._typing = False

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """What is done inside is counted under this name."""
        before, self.now = self.now, self.parts.setdefault(name, Work())
        yield
        self.now = before

    def arrived(self) -> Screen:
        """Count how the persona came in: the page to sign in, one button, and the page behind it."""
        self.now.pages += 2
        self.now.decisions += 1
        self._press()
        return self

    def go(self, name: str, *, nth: int = 0, about: str = "") -> None:
        """Follow the link or press the button that is called this, in the line about somebody, to the page behind it."""
        main = self.page.locator("main li", has_text=about) if about else self.page.locator("main")
        link = main.get_by_role("link", name=name, exact=True)
        self._leave(lambda: link.or_(main.get_by_role("button", name=name, exact=True)).nth(nth).click())

    def menu(self, name: str) -> None:
        """Follow a word of the menu on top of every page."""
        self._leave(lambda: self.page.click(f"nav >> text={name}"))

    def back(self) -> None:
        """Follow the path above the heading to where this page hangs."""
        self._leave(lambda: self.page.click("nav.sh-breadcrumb a >> nth=-1"))

    def save(self) -> None:
        """Press the button of a form that keeps what it says."""
        self._leave(lambda: self.page.click("main form button.sh-button--primary >> nth=0"))

    def keep(self, *, last: bool) -> None:
        """Keep one of several: the last one leads on, the others to the same form again."""
        self.save() if last else self.go("Opslaan en nog een toevoegen")

    def enter(self) -> None:
        """Press the Enter key in a field that searches."""
        began = time.perf_counter()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.now.waited += time.perf_counter() - began
        self.now.typed += 1
        self.now.pages += 1

    def write(self, **answers: str) -> None:
        """Type into fields, by their names."""
        for name, text in answers.items():
            self.type(f"main [name='{name}']", text)

    def type(self, selector: str, text: str) -> None:
        """Click on a field and type; a day is eight figures."""
        field = self.page.locator(selector)
        date = field.get_attribute("type") == "date"
        field.fill(text)
        self._act()
        self._press()
        self.now.moves += 1
        self._typing = True
        self.now.typed += len(text.replace("-", "")) if date else len(text)

    def choose(self, **answers: str) -> None:
        """Choose from lists, by the words that stand there: open the list, point at the line."""
        for name, label in answers.items():
            self.page.select_option(f"main [name='{name}']", label=label)
            self._act()
            self._press()
            self._press()

    def tick(self, name: str, value: str = "") -> None:
        """Tick a box, or one of several."""
        self.page.check(f"main [name='{name}']" + (f"[value='{value}']" if value else ""))
        self._act()
        self._press()

    def read(self, selector: str = "main") -> str:
        """Read what this part of the page says, word for word."""
        text = str(self.page.inner_text(selector))
        self.now.words += len(text.split())
        return text

    def text(self) -> str:
        """What stands on the page; looking at it is counted with the page."""
        return str(self.page.inner_text("main"))

    def _leave(self, act: Any) -> None:
        self.now.decisions += 1
        self._press()
        began = time.perf_counter()
        with self.page.expect_navigation():
            act()
        self.now.waited += time.perf_counter() - began
        self.now.pages += 1

    def _act(self) -> None:
        self.now.decisions += 1
        self.now.filled += 1

    def _press(self) -> None:
        if self._typing:
            self.now.moves += 1
            self._typing = False
        self.now.clicks += 1


def table(parts: dict[str, Work]) -> str:
    """The parts of the work with their counts and minutes, one on each line, and the whole."""
    whole = sum(parts.values(), Work())
    lines = [f"{'':<34} pages filled typed clicks words minutes"]
    for name, w in [*parts.items(), ("together", whole)]:
        lines.append(f"{name:<34} {w.pages:>5} {w.filled:>6} {w.typed:>5} {w.clicks:>6} {w.words:>5} {w.minutes:>7.1f}")
    return "\n".join(lines)
