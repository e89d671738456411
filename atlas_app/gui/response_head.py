"""The head of the card in a response layer: which region and side, the bar of classes, the switch beside it."""

from collections.abc import Mapping

from PyQt6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from atlas_app.commands.command import Registry
from atlas_app.commands.session import Session
from atlas_app.gui.bound import BoundButton, chip
from atlas_app.gui.card_parts import side_word
from atlas_app.gui.class_bar import ClassBar
from atlas_app.gui.findings import Finding
from atlas_app.gui.tongue import translated as _
from data.sides import Hemisphere
from regions.catalogue import region

__all__ = ["ResponseHead"]


class ResponseHead(QWidget):
    """Nothing where only anatomy is shown; the switch in the simulation, the choice of papers in the literature."""

    def __init__(self, session: Session, registry: Registry) -> None:
        super().__init__()
        self._session = session
        self.title = QLabel()
        self.title.setProperty("heading", "true")
        self.bar = ClassBar()
        self.switch = _chip("action.split", _("No cell for both"), registry)
        self.wide = _chip("response.wide", _("Wide set"), registry)
        self._bound = [
            BoundButton(self.switch, "action.split", registry, session),
            BoundButton(self.wide, "response.wide", registry, session),
        ]
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 0, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.switch)
        head.addWidget(self.wide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.bar)

    def refresh(self) -> None:
        """Show the controls of the layer that is shown."""
        layer = self._session.store.state.layer
        self.setVisible(layer not in ("regions", "agreement"))
        for widget, own in ((self.switch, "simulation"), (self.bar, "simulation"), (self.wide, "literature")):
            widget.setVisible(layer == own)
        for bound in self._bound:
            bound.refresh()

    def show_region(
        self,
        region_id: str,
        side: Hemisphere,
        found: Finding | None,
        fault: str,
        hints: Mapping[str, str] | None = None,
        pale: bool = False,
    ) -> None:
        """Show what was found in one region, or that it is being worked out, or why it cannot be.

        `hints` tell of each class under the pointer; `pale` numbers are the last ones, new ones are on their way.
        """
        short = region(region_id).short
        simulated = self._session.store.state.layer == "simulation"
        self.title.setText(f"{short}, {side_word(side)}" if simulated else short)
        waiting = _("The units cannot be simulated") if fault else _("Simulating the units...")
        named = _("What an experimenter finds: {name}, {side}").format(name=short, side=side_word(side))
        self.bar.show_percent(found.percent if found else None, named if found and not pale else waiting, hints, pale)


def _chip(command_id: str, name: str, registry: Registry) -> QPushButton:
    command = registry[command_id]
    keys = ", ".join(command.keys)
    return chip(f"{name} ({keys})" if keys else name, f"{_(command.title)}{f' ({keys})' if keys else ''}")
