"""How the window looks in each theme: colours, Qt's palette, style sheet; the picture's own ground runs through."""

from dataclasses import dataclass
from typing import Final

from PyQt6.QtGui import QColor, QPalette
from PyQt6.QtWidgets import QWidget

from atlas_app.brain.palette import PALETTES
from atlas_app.model.scene import Theme

__all__ = ["FAMILY", "SKINS", "Skin", "dress", "palette", "stylesheet"]

FAMILY: Final = "Source Sans Pro"


@dataclass(frozen=True, slots=True)
class Skin:
    """Colours of one theme, from the ground up: `panel`, `raised`, and `over` under a pointer."""

    ground: str
    panel: str
    raised: str
    over: str
    line: str
    ink: str
    quiet: str
    faint: str
    focus: str


SKINS: Final[dict[Theme, Skin]] = {
    "dark": Skin(
        ground=PALETTES["dark"].background,
        panel="#131920",
        raised="#1C242E",
        over="#28323E",
        line="#2C3743",
        ink=PALETTES["dark"].ink,
        quiet="#A3ADBA",
        faint="#7E8997",
        focus="#8FB8DE",
    ),
    "light": Skin(
        ground=PALETTES["light"].background,
        panel="#F5F6F8",
        raised="#FFFFFF",
        over="#E8EBEF",
        line="#D2D7DE",
        ink=PALETTES["light"].ink,
        quiet="#525C69",
        faint="#737D8A",
        focus="#2B6CB0",
    ),
}


def palette(theme: Theme) -> QPalette:
    """Return Qt's palette; what is painted by hand reads its roles.

    Base is the ground, Window a panel, Button what is raised, Midlight what is under the pointer, Mid a line,
    PlaceholderText quiet words, Highlight the focus.
    """
    skin, made = SKINS[theme], QPalette()
    role = QPalette.ColorRole
    for colour, roles in (  # pairs, not a mapping: a theme may have one colour for two purposes
        (skin.ground, (role.Base, role.Dark)),
        (skin.panel, (role.Window, role.AlternateBase, role.ToolTipBase)),
        (skin.raised, (role.Button, role.Light)),
        (skin.over, (role.Midlight,)),
        (skin.line, (role.Mid,)),
        (skin.ink, (role.WindowText, role.Text, role.ButtonText, role.BrightText, role.ToolTipText)),
        (skin.quiet, (role.PlaceholderText, role.Link, role.LinkVisited)),
        (skin.focus, (role.Highlight, role.Accent)),
    ):
        for one in roles:
            made.setColor(one, QColor(colour))
    made.setColor(role.HighlightedText, QColor(skin.ground))
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, QColor(skin.faint))
    return made


def dress(widget: QWidget, theme: Theme) -> None:
    """Put a window or a dialog, with everything in it, into the colours of a theme."""
    colours = palette(theme)
    widget.setStyleSheet(stylesheet(theme))
    for part in (widget, *widget.findChildren(QWidget)):  # a style sheet keeps palettes from being handed down
        part.setPalette(colours)


def stylesheet(theme: Theme) -> str:
    """Return the style sheet of everything that Qt draws."""
    skin = SKINS[theme]
    return f"""
QMainWindow, QDialog {{ background: {skin.ground}; }}
QMainWindow::separator {{ background: {skin.ground}; width: 5px; height: 5px; }}
QMainWindow::separator:hover {{ background: {skin.line}; }}
QMenuBar {{ background: {skin.panel}; color: {skin.quiet}; padding: 3px 8px; border: none; }}
QMenuBar::item {{ padding: 5px 11px; border-radius: 6px; background: transparent; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {skin.over}; color: {skin.ink}; }}
QMenu {{ background: {skin.raised}; color: {skin.ink}; border: 1px solid {skin.line}; padding: 6px; }}
QMenu::item {{ padding: 5px 30px 5px 28px; border-radius: 5px; }}
QMenu::item:selected {{ background: {skin.over}; }}
QMenu::item:disabled {{ color: {skin.faint}; }}
QMenu::separator {{ height: 1px; background: {skin.line}; margin: 6px 8px; }}
QMenu::indicator {{ width: 7px; height: 7px; left: 11px; border-radius: 3px; }}
QMenu::indicator:checked {{ background: {skin.ink}; }}
QToolTip {{ background: {skin.raised}; color: {skin.ink}; border: 1px solid {skin.line}; padding: 6px 9px; }}
QDockWidget, QDockWidget > QWidget {{ background: {skin.panel}; color: {skin.ink}; }}
QFrame#palette {{ background: {skin.panel}; border: 1px solid {skin.faint}; border-radius: 12px; }}
QFrame#line {{ background: {skin.line}; border: none; }}
QLabel {{ background: transparent; }}
QLabel[quiet="true"] {{ color: {skin.quiet}; }}
QLabel[heading="true"] {{ color: {skin.quiet}; font-size: 13px; font-weight: 600; }}
QLabel[small="true"] {{ color: {skin.quiet}; font-size: 11px; }}
QLabel[note="true"] {{ color: {skin.ink}; font-size: 13px; }}
QLabel[badge="true"] {{ background: {skin.over}; color: {skin.ink}; border: 1px solid {skin.faint}; font-size: 13px;
  font-weight: 600; border-radius: 10px; padding: 3px 12px; }}
QLabel[title="true"] {{ color: {skin.ink}; font-size: 16px; font-weight: 600; }}
QLabel:focus {{ border: 1px solid {skin.focus}; border-radius: 4px; }}
QPushButton {{ background: {skin.raised}; color: {skin.ink}; border: 1px solid {skin.line}; border-radius: 8px;
  padding: 6px 14px; }}
QPushButton:hover {{ background: {skin.over}; }}
QPushButton:focus {{ border: 2px solid {skin.focus}; padding: 5px 13px; }}
QPushButton:disabled {{ color: {skin.faint}; background: transparent; }}
QPushButton[chip="true"] {{ border-radius: 13px; padding: 3px 12px; color: {skin.quiet}; background: transparent; }}
QPushButton[chip="true"]:hover {{ background: {skin.over}; }}
QPushButton[chip="true"]:checked {{ background: {skin.over}; color: {skin.ink}; border-color: {skin.faint}; }}
QPushButton[chip="true"]:focus {{ border: 2px solid {skin.focus}; padding: 2px 11px; }}
QPushButton[half] {{ padding: 4px 14px; color: {skin.quiet}; background: transparent; }}
QPushButton[half]:hover {{ background: {skin.over}; }}
QPushButton[half]:checked {{ background: {skin.over}; color: {skin.ink}; border-color: {skin.faint}; }}
QPushButton[half]:focus {{ border: 2px solid {skin.focus}; padding: 3px 13px; }}
QPushButton[half="simulation"] {{ border-top-right-radius: 0; border-bottom-right-radius: 0; }}
QPushButton[half="literature"] {{ border-top-left-radius: 0; border-bottom-left-radius: 0; }}
QPushButton[name="true"] {{ background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: 2px 4px; text-align: left; }}
QPushButton[name="true"]:focus {{ border: 1px solid {skin.focus}; padding: 2px 4px; }}
QPushButton[small="true"] {{ color: {skin.quiet}; font-size: 13px; padding: 0 3px; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 3px; }}
QToolButton:hover {{ background: {skin.over}; }}
QToolButton:focus {{ border: 1px solid {skin.focus}; }}
QFrame[row="true"] {{ background: transparent; border-radius: 8px; }}
QFrame[row="true"]:hover {{ background: {skin.raised}; }}
QFrame[row="true"][chosen="true"] {{ background: {skin.over}; }}
QAbstractItemView {{ background: {skin.raised}; color: {skin.ink}; border: 1px solid {skin.line}; outline: none;
  selection-background-color: {skin.over}; selection-color: {skin.ink}; padding: 4px; }}
QAbstractItemView::item {{ padding: 5px 8px; min-height: 20px; border-radius: 5px; }}
QAbstractItemView::item:selected {{ background: {skin.over}; color: {skin.ink}; }}
QAbstractItemView::item:disabled {{ color: {skin.faint}; }}
QTextBrowser, QPlainTextEdit {{ background: transparent; color: {skin.ink}; border: 1px solid transparent;
  border-radius: 8px; selection-background-color: {skin.focus}; selection-color: {skin.ground}; }}
QTextBrowser:focus, QPlainTextEdit:focus {{ border: 1px solid {skin.focus}; }}
QPlainTextEdit {{ background: {skin.panel}; border: 1px solid {skin.line}; }}
QLabel[mark="true"] {{ color: {skin.quiet}; border: 1px solid {skin.line}; border-radius: 7px; font-size: 11px;
  padding: 0 6px; }}
QLineEdit {{ background: {skin.raised}; color: {skin.ink}; border: 1px solid {skin.line}; border-radius: 6px;
  padding: 3px 7px; selection-background-color: {skin.focus}; selection-color: {skin.ground}; }}
QLineEdit:focus {{ border: 2px solid {skin.focus}; padding: 2px 6px; }}
QTabBar {{ background: {skin.panel}; qproperty-drawBase: 0; }}
QTabBar::tab {{ background: {skin.panel}; color: {skin.quiet}; padding: 6px 18px; border: none;
  border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {skin.ink}; border-bottom: 2px solid {skin.focus}; }}
QTabBar::tab:hover {{ background: {skin.over}; }}
QTableView {{ padding: 0; border-radius: 8px; }}
QTableView:focus {{ border: 1px solid {skin.focus}; }}
QHeaderView {{ background: {skin.panel}; border: none; padding: 0; }}
QHeaderView::section {{ background: {skin.panel}; color: {skin.quiet}; border: none; padding: 6px 8px;
  border-bottom: 1px solid {skin.line}; font-weight: 600; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {skin.line}; border-radius: 4px; min-height: 30px; min-width: 30px; margin: 1px; }}
QScrollBar::handle:hover {{ background: {skin.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
