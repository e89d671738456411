"""Published figures on the card: the most telling of a region, and the one behind a number under the pointer."""

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Final

from atlas_app.gui.card_parts import headline, hint, link
from atlas_app.gui.skin import Skin
from atlas_app.gui.tongue import translated as _

if TYPE_CHECKING:  # the model loads when the first response is asked for
    from atlas_app.brain.figures import Figure
    from regions.responses.shares import Share

__all__ = [
    "BEHIND",
    "MOST",
    "STATUS",
    "behind",
    "figure_said",
    "figures_html",
    "said_of",
    "share_said",
    "status_words",
    "telling",
]

STATUS: Final = {
    "derived": "computed from recordings",
    "verified": "read in the paper",
    "memory": "figure not checked against the paper",
    "assumption": "illustrative",
}

MOST: Final = 6
"""So many figures are read on a card."""

WIDEST: Final = 4
"""A figure about all five regions tells nothing of one."""

BEHIND: Final = {
    "E+O+": ("response class E+O+", "excitation in both"),
    "E-O-": ("response class E-O-", "inhibition in both"),
    "E+O-": ("response class E+O-", "opposite signs"),
    "E-O+": ("response class E-O+", "opposite signs"),
    "E+": ("response class E+",),
    "E-": ("response class E-",),
    "O+": ("response class O+",),
    "O-": ("response class O-",),
    "none": ("response class none",),
    "both": ("cells responding to both",),
}
"""Which published quantity stands behind a class, or behind all that answer to both: what its name contains."""

HUMAN: Final = "human"

_CLASS: Final = "response class"
_CITED: Final = re.compile(r"(.+?) ((?:19|20)\d\d)")
_COUNT: Final = re.compile(r"\d+( \(.*)?")
_CLAUSE: Final = re.compile(r"[;,].*[a-z]{3}")
"""A value that is a sentence of its own, and takes no unit."""


@cache
def telling(region_id: str) -> tuple["Figure", ...]:
    """Return the figures of a region that a card has room for, one of a human among them if there is any.

    Shares stand before counts and counts before words, each paper before its second figure.
    """
    from atlas_app.brain.figures import figures

    found = [one for one in figures((region_id,)) if len(one.regions) <= WIDEST and _CLASS not in one.quantity]
    found.sort(key=lambda one: (len(one.regions), one.unit.startswith("qualitative"), not _share_of(one), one.caveat))
    papers: set[str] = set()
    first: list[Figure] = []
    again: list[Figure] = []
    for one in found:
        (again if one.doi in papers else first).append(one)
        papers.add(one.doi)
    some, rest = [*first, *again][:MOST], [*first, *again][MOST:]
    human = next((one for one in rest if one.species == HUMAN), None)
    if human and all(one.species != HUMAN for one in some):
        some[-1] = human
    return tuple(some)


@cache
def behind(region_id: str, name: str) -> tuple["Figure", ...]:
    """Return the published figures behind a class in a region, or behind `both`."""
    from atlas_app.brain.figures import figures

    return tuple(one for one in figures((region_id,)) if any(_names(one.quantity, words) for words in BEHIND[name]))


def figures_html(region_id: str, skin: Skin) -> str:
    """Return the most telling figures of a region, a line each; empty where nothing is published."""
    rows = "".join(_line(one, skin) for one in telling(region_id))
    return f"{headline(_('Published figures'), skin.quiet)}{rows}" if rows else ""


def figure_said(one: "Figure") -> str:
    """Return a figure in one line of plain text, with everything that belongs to it."""
    parts = (f"{one.quantity}: {_value(one)}", _who(one), status_words(one.status), _whole(one), one.note)
    return "; ".join(part for part in parts if part)


def share_said(share: "Share", percent: float) -> str:
    """Return with which share units of a class were drawn in some areas, and what that rests on."""
    where = " ".join(share.areas)
    return _("Drawn with {percent:.1f} % in {where}: {status}; {note}").format(
        percent=percent, where=where, status=status_words(share.status), note=share.note
    )


def status_words(status: str) -> str:
    """Return a status such as "memory + assumption" in words."""
    return _(" and ").join(_(STATUS[word]) for word in status.split(" + "))


def said_of(found: Iterable["Figure"]) -> list[str]:
    """Return figures in words, the published ones said to be so."""
    return [_("Published: {figure}").format(figure=figure_said(one)) for one in found]


def _names(quantity: str, words: str) -> bool:
    return quantity.endswith(words) if words.startswith(_CLASS) else words in quantity


def _line(one: "Figure", skin: Skin) -> str:
    quantity = escape(one.quantity[:1].upper() + one.quantity[1:])
    told = "; ".join(part for part in (_who(one), status_words(one.status)) if part)
    told = f"{told[:1].upper()}{told[1:]}"
    cited = link(one.doi, _short(one.citation), _whole(one))
    quiet = f'style="color: {skin.quiet}; font-size: 13px"'
    about = hint(figure_said(one))
    return f"<p {about}>{quantity}: <b>{escape(_value(one))}</b>. <span {quiet}>{escape(told)}. {cited}</span></p>"


def _value(one: "Figure") -> str:
    if one.unit.startswith("qualitative"):
        return f"{one.value}{one.unit.removeprefix('qualitative')}"
    unit = "" if _CLAUSE.search(str(one.value)) else one.unit
    among = str(one.n) if _is_among(one) else ""
    return " ".join(part for part in (str(one.value), unit, among) if part)


def _is_among(one: "Figure") -> bool:
    """Whether a figure's n says out of how many, which stands with the value."""
    return str(one.n).startswith("of ")


def _share_of(one: "Figure") -> bool:
    """Whether a figure says how many out of how many."""
    return "%" in f"{one.value} {one.unit} {one.n}" or " of " in f" {one.value} {one.unit} {one.n}"


def _who(one: "Figure") -> str:
    n = "" if _is_among(one) else str(one.n)
    if _COUNT.fullmatch(n):
        n = f"n = {n}"
    return ", ".join(part for part in (one.species, n) if part)


def _whole(one: "Figure") -> str:
    """Return a figure's citation as it is given in full, which is not beside every figure of a paper."""
    from atlas_app.brain.figures import figures

    same = [other.citation for other in figures() if one.doi and other.doi == one.doi]
    return max([one.citation, *same], key=len)


def _short(citation: str) -> str:
    """Return a citation as it stands in a line: "Mukamel et al. 2010"."""
    cited = _CITED.match(citation)
    if not cited:
        return citation
    names, year = cited.groups()
    authors = re.split(r", | & ", names)
    return f"{authors[0]} et al. {year}" if len(authors) > 2 else f"{names} {year}"
