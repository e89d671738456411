"""One row of the Lab for each knob: its name, what it rests on, its control, the way back."""

import itertools
import secrets
from collections.abc import Callable
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from atlas_app.gui.controls import Choice, Elided
from atlas_app.gui.icons import icon
from atlas_app.gui.lab_fields import Field, Slide, Switch
from atlas_app.gui.lab_scale import Scale, scale_of
from atlas_app.gui.tongue import translated as _

if TYPE_CHECKING:
    from regions.responses.constants import Knob

__all__ = ["Row", "Turn", "Value"]

Value = float | str | bool
Turn = Callable[[str, Value, str | None], None]
"""Called with the knob's name, what it is turned to, and the key under which turns are one step."""

SEEDS = 10_000
"""Below it, a seed is easily read out and typed."""


class Row(QWidget):
    """A knob; `show_value` shows how it stands, `turn` is told where it was turned to, `say` what was wrong."""

    def __init__(self, name: str, knob: "Knob", turn: Turn, say: Callable[[str], None]) -> None:
        super().__init__()
        self.name, self.knob = name, knob
        self._turn, self._say = turn, say
        self._value: Value = knob.default
        self._pulls = itertools.count()
        self._key = ""
        self.label = QLabel()
        self.back = QToolButton()
        self.die: QToolButton | None = None
        self.slide: Slide | None = None
        self.field: Field | None = None
        self.choice: Choice | None = None
        self.check: Switch | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 3, 4, 3)
        column.setSpacing(1)
        column.addLayout(self._head())
        if self.check is None:
            column.addLayout(self._control())
        self.setToolTip(_told(knob))
        self.show_value(knob.default)

    @property
    def turned(self) -> bool:
        """Whether it stands elsewhere than at first."""
        return self._value != self.knob.default

    def show_value(self, value: Value) -> None:
        """Show how the knob stands; nothing is told."""
        self._value = value
        dot = "\u25cf " if self.turned else ""
        words = dot + _(self.knob.label)
        self.label.setText(words)
        self.label.setAccessibleDescription(_("Turned") if self.turned else "")
        self.back.setVisible(self.turned)
        if self.field is not None and isinstance(value, int | float):
            self.field.show_value(value)
        if self.slide is not None and isinstance(value, int | float):
            self.slide.show_value(value)
        if self.choice is not None and isinstance(value, str):
            self.choice.setCurrentIndex(self.knob.choices.index(value))
        if self.check is not None:
            self.check.setText(words)
            self.check.setChecked(bool(value))

    def colour(self) -> None:
        """Draw the icons in the colour of the theme."""
        quiet = self.palette().color(QPalette.ColorRole.PlaceholderText)
        self.back.setIcon(icon("back", quiet))
        if self.die is not None:
            self.die.setIcon(icon("die", quiet))

    # Building

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._checked() if isinstance(self.knob.default, bool) else self.label)
        if self.knob.what_if:
            mark = QLabel(_("what-if"))
            mark.setProperty("mark", "true")
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
            row.addStretch(1)
        else:
            source = Elided(_("Source"), Qt.AlignmentFlag.AlignLeft)
            source.setProperty("small", "true")
            source.show_text(self.knob.source)
            row.addWidget(source, 1)
        first = _words(self.knob, self.knob.default)
        _button(self.back, f"{_(self.knob.label)}: {_('back to')} {first}")
        self.back.clicked.connect(lambda: self._turn(self.name, self.knob.default, None))
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        row.addWidget(self.back)
        return row

    def _control(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if self.knob.choices:
            row.addWidget(self._chosen())
        else:
            self._add_number(row, scale_of(self.knob))
        return row

    def _chosen(self) -> Choice:
        self.choice = Choice(_(self.knob.label))
        self.choice.addItems([_(word.capitalize()) for word in self.knob.choices])
        self.choice.activated.connect(lambda k: self._turn(self.name, self.knob.choices[k], None))
        return self.choice

    def _checked(self) -> Switch:
        self.check = Switch(_(self.knob.label))
        self.check.clicked.connect(lambda on: self._turn(self.name, on, None))
        return self.check

    def _add_number(self, row: QHBoxLayout, scale: Scale) -> None:
        self.field = Field(scale)
        self.field.setAccessibleName(_(self.knob.label))
        self.field.typed.connect(lambda value: self._turn(self.name, value, None))
        self.field.refused.connect(lambda fault: self._say(f"{_(self.knob.label)}: {fault}."))
        if scale.stops:
            row.addWidget(self._slid(scale, self.field), 1)
            self.field.setFixedWidth(70)
            unit = QLabel(_(self.knob.unit.partition(" ")[0]))
            unit.setProperty("quiet", "true")
            unit.setFixedWidth(66)
            row.addWidget(self.field)
            row.addWidget(unit)
        else:
            self.die = QToolButton()
            _button(self.die, f"{_(self.knob.label)}: {_('another seed')}")
            self.die.clicked.connect(self._throw)
            row.addWidget(self.field, 1)
            row.addWidget(self.die)

    def _slid(self, scale: Scale, field: Field) -> Slide:
        self.slide = Slide(scale, float(self.knob.default))
        self.slide.setAccessibleName(f"{_(self.knob.label)}, {_('slider')}")
        self.slide.grasped.connect(self._grasp)
        self.slide.slid.connect(lambda value: self._turn(self.name, value, self._key))
        field.stepped.connect(partial(self._step, scale))
        return self.slide

    # Turning

    def _grasp(self) -> None:
        self._key = f"lab {self.name} {next(self._pulls)}"

    def _step(self, scale: Scale, steps: int) -> None:
        if isinstance(self._value, int | float):
            self._turn(self.name, scale.beyond(self._value, steps), f"lab {self.name} steps")

    def _throw(self) -> None:
        thrown = 1 + secrets.randbelow(SEEDS - 1)
        self._turn(self.name, thrown if thrown != self._value else thrown % (SEEDS - 1) + 1, None)


def _button(button: QToolButton, said: str) -> None:
    button.setIconSize(QSize(16, 16))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.setAccessibleName(said)
    button.setToolTip(said)


def _words(knob: "Knob", value: Value) -> str:
    if isinstance(value, bool):
        return _("on") if value else _("off")
    number = f"{value:.10g}" if isinstance(value, int | float) else _(value.capitalize())
    return f"{number} {_(knob.unit)}".strip()


def _told(knob: "Knob") -> str:
    """Return help, range, default and source as one tool tip that breaks its lines."""
    parts = [_(knob.help)]
    if knob.low is not None and knob.high is not None:
        parts.append(f"{_('From')} {knob.low:.10g} {_('to')} {knob.high:.10g} {_(knob.unit)}".strip() + ".")
    parts.append(f"{_('At first:')} {_words(knob, knob.default)}.")
    parts.append(_("A what-if: no recording says how it should stand.") if knob.what_if else knob.source + ".")
    return "".join(f"<p>{escape(part)}</p>" for part in parts)
