"""The sheets that open over the window: every key, and what this program is."""

from html import escape
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QIcon
from PyQt6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QTextBrowser, QVBoxLayout, QWidget

from atlas_app.commands.command import Registry, help_text
from atlas_app.gui.skin import SKINS, dress
from atlas_app.gui.tongue import translated as _
from atlas_app.model.scene import Theme

__all__ = ["about_html", "help_html", "open_sheet"]

MOUSE = (
    ("Drag", "Turn the brain; all views turn together"),
    ("Drag with Shift, or with the right button", "Move the brain"),
    ("Wheel, or two fingers", "Zoom at the pointer"),
    ("Double click", "Reset view"),
    ("Click on a region", "Read its card"),
)


def open_sheet(title: str, html: str, parent: QWidget, theme: Theme) -> QDialog:
    """Show a sheet beside the work; Escape closes it."""
    sheet = QDialog(parent)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.setWindowTitle(title)
    sheet.setModal(False)
    dress(sheet, theme)
    text = QTextBrowser()
    text.setOpenLinks(False)
    text.setFrameShape(QFrame.Shape.NoFrame)
    text.setAccessibleName(title)
    text.setTabChangesFocus(True)
    text.setHtml(html)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    for button in buttons.buttons():
        button.setIcon(QIcon())
    buttons.rejected.connect(sheet.close)
    rows = QVBoxLayout(sheet)
    rows.setContentsMargins(22, 18, 22, 16)
    rows.addWidget(text)
    rows.addWidget(buttons)
    sheet.resize(min(760, max(parent.width() - 80, 400)), min(760, max(parent.height() - 60, 320)))
    sheet.show()
    return sheet


def help_html(registry: Registry, theme: Theme) -> str:
    """Return every command that has a key, by menu, and what the pointer does."""
    parts = [_style(theme), _table(_("On the brain"), MOUSE)]
    for menu, rows in groupby(help_text(registry), key=lambda row: row[0]):
        parts.append(_table(_(menu), [("  or  ".join(keys), title) for _menu, title, keys in rows]))
    return "".join(parts)


def _table(head: str, rows: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> str:
    body = "".join(
        f"<tr><td width='250'><b>{escape(_(key))}</b></td><td>{escape(_(title))}</td></tr>" for key, title in rows
    )
    return f"<h3>{escape(head)}</h3><table cellspacing='0' width='100%'>{body}</table>"


def about_html(theme: Theme) -> str:
    """Return version, licence, and whose work is shown."""
    from data.sources import sources

    try:
        number = version("mirror-atlas")
    except PackageNotFoundError:
        number = ""
    said = dict.fromkeys((one.citation, one.licence) for one in sources())
    rows = "".join(
        f"<p>{escape(citation)} <span class='quiet'>({escape(licence)})</span></p>" for citation, licence in said
    )
    return (
        f"{_style(theme)}<h3>Mirror Atlas {escape(number)}</h3>"
        f"<p>{_('Where watching meets doing: five regions, simulated responses, every claim with its source.')}</p>"
        f"<p>{_('Free software under the GNU General Public License, version 3 or later; without any warranty.')}</p>"
        f"<h3>{_('Whose work is shown')}</h3>{rows}"
    )


def _style(theme: Theme) -> str:
    skin = SKINS[theme]
    return (
        "<style>h3 { font-size: 17px; margin: 12px 0 6px 0; } p { margin: 0 0 7px 0; }"
        f" td {{ padding: 3px 12px 3px 0; }} .quiet {{ color: {skin.quiet}; }}</style>"
    )
