"""Which layer answers: the simulation or the literature, as two halves of one control."""

from functools import partial
from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from atlas_app.commands.command import Registry
from atlas_app.commands.session import Session
from atlas_app.gui.tongue import translated as _
from atlas_app.model.scene import Layer

__all__ = ["LayerChoice"]

HALVES: Final[tuple[tuple[Layer, str, str], ...]] = (
    ("simulation", "Simulation", "What the response model says"),
    ("literature", "Literature", "What papers report together"),
)
SHOWN: Final[dict[Layer, str]] = {
    "regions": "Shown: the regions",
    "agreement": "Shown: where the atlases agree",
    "simulation": "Shown: the simulation",
    "literature": "Shown: the literature",
}


class LayerChoice(QWidget):
    """The half of the layer that is shown is lit, none of them while only the regions are."""

    def __init__(self, session: Session, registry: Registry) -> None:
        super().__init__()
        self._session, self._registry = session, registry
        self.setAccessibleName(_("Layer"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.halves: dict[Layer, QPushButton] = {}
        key = registry["response.literature"].keys[0]
        for layer, title, meaning in HALVES:
            half = QPushButton(f"{_(title)} ({key})" if layer == "literature" else _(title))
            half.setProperty("half", layer)
            half.setCheckable(True)
            half.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            half.setAccessibleName(f"{_('Layer')}: {_(title)}")
            half.setToolTip(f"{_(meaning)} ({key})")
            half.clicked.connect(partial(self._go, layer))
            self.halves[layer] = half
            row.addWidget(half)

    def refresh(self) -> None:
        """Show which layer the scene shows."""
        shown = self._session.store.state.layer
        for layer, half in self.halves.items():
            half.setChecked(layer == shown)
            half.setAccessibleDescription(_(SHOWN[shown]))

    def _go(self, layer: Layer, _checked: bool = False) -> None:
        shown = self._session.wished.layer
        if shown != layer:
            turns = "literature" in (shown, layer)
            self._registry.run("response.literature" if turns else "response.mirror", self._session)
        self.refresh()  # Qt has pressed it by itself; the scene decides
