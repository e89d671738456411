"""The dialog that says which labels of an atlas of the user's own count for which region."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec.structs import replace
from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QIcon
from PyQt6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from atlas_app.brain.own_atlas import Opened, proposed
from atlas_app.gui.controls import Choice
from atlas_app.gui.own_atlas_table import LabelTable
from atlas_app.gui.skin import dress
from atlas_app.gui.tongue import translated as _
from atlas_app.model.files import replace_file
from atlas_app.model.scene import Theme
from regions.catalogue import FIVE, ORDER, region
from regions.own import Assignment, OwnAtlas, OwnAtlasError
from regions.own_tables import assignments_text, read_assignments

__all__ = ["OwnAtlasDialog"]

FAMILIES: Final = {"fs-lr-32k": "fs_LR 32k", "fsaverage5": "fsaverage5"}
TABLES: Final = "Regions of an atlas (*.toml)"


class OwnAtlasDialog(QDialog):
    """Every label with the region of HCP-MMP that covers most of it; what is chosen for the selected ones below."""

    chosen = pyqtSignal(object)

    def __init__(self, parent: QWidget, found: Opened, own: OwnAtlas, theme: Theme) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Regions of {atlas}").format(atlas=own.name))
        self._found = found
        self._rows = {row.label: row for row in own.regions}
        self.table = LabelTable(found.overlaps)
        self.search = self._search()
        self.region = self._region()
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setProperty("quiet", "true")
        self.buttons = self._buttons()
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._selected)
        self.table.asked.connect(self._ask_region)
        self.table.cleared.connect(lambda: self._assign(""))
        dress(self, theme)
        self.resize(min(860, max(parent.width() - 60, 560)), min(760, max(parent.height() - 60, 460)))
        self._show()
        self.table.selectRow(0)
        self.table.setFocus()

    @property
    def own(self) -> OwnAtlas:
        """The atlas as it is assigned now, its labels in their order."""
        rows = (self._rows[label] for label in self._found.labels if label in self._rows)
        return replace(self._found.own, regions=tuple(rows))

    def accept(self) -> None:
        """Hand out the atlas and close."""
        self.chosen.emit(self.own)
        super().accept()

    # Building

    def _lay_out(self) -> None:
        head = QLabel(self._head())
        head.setWordWrap(True)
        row = QHBoxLayout()
        label = QLabel(_("The &selected labels count for"))
        label.setBuddy(self.region)
        row.addWidget(label)
        row.addWidget(self.region, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(10)
        for part in (head, self.search, self.table):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addLayout(self.buttons)

    def _head(self) -> str:
        own, names = self._found.own, [Path(file.path).name for file in self._found.own.files]
        where = (
            _("in voxels, taken as MNI152") if own.in_voxels else _("on {family}").format(family=FAMILIES[own.family])
        )
        told = _("{files}: {count} labels {where}. Which of them make up the five regions? The others are not filled.")
        return told.format(files=", ".join(names), count=len(self._found.labels), where=where)

    def _search(self) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(_("Find a label or a region"))
        line.setAccessibleName(_("Find a label"))
        line.setToolTip(_("Only rows with these words are shown"))
        line.setClearButtonEnabled(True)
        line.textChanged.connect(self.table.narrow)
        return line

    def _region(self) -> Choice:
        choice = Choice(_("Region of the selected labels"))
        choice.setToolTip(_("What the labels that are selected in the table count for"))
        choice.addItem(_("no region"), "")
        for region_id in ORDER:
            one = region(region_id)
            choice.addItem(_(one.short) + (_(" (neighbour)") if one.is_neighbour else ""), region_id)
        choice.setMaxVisibleItems(len(ORDER) + 1)
        choice.activated.connect(lambda place: self._assign(choice.itemData(place)))
        return choice

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for title, tip, act in (
            (_("&Propose"), _("Assign each label to the region that covers at least half of it"), self._propose),
            (_("&Load..."), _("Read the regions of these labels from a TOML file"), self._load),
            (_("Sa&ve..."), _("Save the regions of these labels as a TOML file"), self._save),
        ):
            button = QPushButton(title)
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        for each in box.buttons():
            each.setIcon(QIcon())
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        row.addWidget(box)
        return row

    # What is assigned

    def _selected(self) -> None:
        """Let the field show what the selected labels count for, nothing if they differ."""
        found = {self._rows[label].region if label in self._rows else "" for label in self.table.chosen()}
        self.region.setEnabled(bool(found))
        self.region.setCurrentIndex(self.region.findData(found.pop()) if len(found) == 1 else -1)

    def _ask_region(self) -> None:
        self.region.setFocus()
        self.region.showPopup()

    def _assign(self, region_id: str) -> None:
        for label in self.table.chosen():
            if not region_id:
                self._rows.pop(label, None)
            elif label not in self._rows or self._rows[label].region != region_id:
                self._rows[label] = Assignment(label=label, region=region_id)
        self._show()

    def _propose(self) -> None:
        self._take(proposed(self._found).regions)

    def _take(self, rows: Iterable[Assignment]) -> None:
        self._rows = {row.label: row for row in rows}
        self._show()

    def _show(self) -> None:
        self.table.show_regions(self._rows)
        self._selected()
        count = Counter(row.region for row in self._rows.values())
        parts = [f"{_(region(one).short)} {count[one]}" for one in FIVE]
        lost = [_(region(one).short) for one in FIVE if not count[one]]
        said = _("Labels: {counts}.").format(counts=", ".join(parts))
        if lost:
            said += " " + _("Without a label and not shown: {regions}.").format(regions=", ".join(lost))
        self.said.setText(said)

    # Files

    def _load(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Load regions"), str(self._found.beside), TABLES)
        if not name:
            return
        try:
            self._take(read_assignments(Path(name), self._found.labels))
        except OwnAtlasError as error:
            self.said.setText(f"{error}.")

    def _save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save regions"), str(self._found.beside), TABLES)
        if not name:
            return
        path = Path(name) if name.endswith(".toml") else Path(f"{name}.toml")
        try:
            replace_file(path, assignments_text(self.own.regions, self._found.own.name).encode())
        except OSError as error:
            self.said.setText(f"{path}: the regions cannot be saved: {error.strerror or error}.")
            return
        self.said.setText(_("The regions are saved in {file}.").format(file=path.name))
