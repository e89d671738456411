"""Simulation beside literature on the card of one region: a column of each for each side, and where they disagree."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from atlas_app.brain.palette import STATES
from atlas_app.gui.card_parts import headline, hint, side_word
from atlas_app.gui.skin import Skin
from atlas_app.gui.tongue import translated as _
from atlas_app.model.scene import Scene

if TYPE_CHECKING:  # the model loads when the first response is asked for
    from atlas_app.brain.compare import Comparison

__all__ = ["MAPS", "compare_html"]

MAPS: Final = (("execute", "Execute", "execution"), ("observe", "Observe", "observation"), ("both", "Both", "both"))
"""State, the simulation's word for it, the literature's."""

BELOW: Final = 'style="margin: 5px 0 5px 0"'


def compare_html(rows: Sequence["Comparison"], scene: Scene, skin: Skin) -> str:
    """Return the comparison of one region, a row per side; empty without rows."""
    from atlas_app.brain.compare import at_peak, comparison_terms

    if not rows:
        return ""
    simulated, literature, meaning = comparison_terms(at_peak(scene))
    small = f'style="color: {skin.quiet}; font-size: 13px"'
    sides = "".join(f'<td colspan="2" align="right" {small}>{side_word(row.hemisphere)}</td>' for row in rows)
    which = "".join(f'<td align="right" {small}>{_(word)}</td>' for _row in rows for word in ("sim.", "lit."))
    head = f"<tr><td></td><td></td>{sides}</tr><tr><td></td><td {small}>{_('% of its vertices')}</td>{which}</tr>"
    body = "".join(_state(state, name, rows, skin, (simulated, literature)) for state, name, _map in MAPS)
    apart = "".join(_apart(row) for row in rows) or f"<p {BELOW}>{_('They do not contradict each other.')}</p>"
    note = f"<p {small}>{escape(_('At the peak, on the HCP-MMP areas.'))} {escape(meaning)}</p>"
    title = headline(_("Simulation beside literature"), skin.quiet)
    return f'{title}<table cellspacing="0" class="tight">{head}{body}</table>{apart}{note}'


def _state(state: str, name: str, rows: Sequence["Comparison"], skin: Skin, terms: tuple[str, str]) -> str:
    cells = "".join(
        _cell(getattr(answers, state), _(name), side_word(row.hemisphere), said)
        for row in rows
        for answers, said in zip((row.simulation, row.literature), terms, strict=True)
    )
    square = f'<span style="color: {STATES[state]}">\u25a0</span>'
    return f'<tr style="color: {skin.ink}"><td>{square}</td><td>{_(name)}</td>{cells}</tr>'


def _cell(percent: float, name: str, side: str, terms: str) -> str:
    told = hint(f"{name}, {side}: {percent:.1f} %", terms)
    return f"<td align='right' {told}><b>{percent:.1f}</b></td>"


def _apart(row: "Comparison") -> str:
    if not row.disagreement:
        return ""
    side = side_word(row.hemisphere)
    return f"<p {BELOW}><b>{side[:1].upper()}{side[1:]}</b>: {escape(row.disagreement)}</p>"
