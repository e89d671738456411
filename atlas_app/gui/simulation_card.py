"""The card of one region in the simulation: what an experimenter finds, ever more strictly, and what it rests on."""

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Final

from atlas_app.brain.palette import STATES
from atlas_app.gui.card_parts import headline, hint, page
from atlas_app.gui.class_bar import CLASS_WORDS
from atlas_app.gui.figures_card import behind, figures_html, said_of, share_said, status_words
from atlas_app.gui.findings import Finding
from atlas_app.gui.response_groups import GROUPS
from atlas_app.gui.skin import SKINS, Skin
from atlas_app.gui.tongue import translated as _
from atlas_app.gui.voxel_card import Voxel, voxel_html, voxel_scale_html
from atlas_app.model.scene import Scene
from regions.responses.classes import CLASSES

if TYPE_CHECKING:
    from regions.responses.ladder import Rung
    from regions.responses.shares import Share

__all__ = ["SWITCHED", "class_hints", "ink_of", "simulation_html"]

SWITCHED: Final = "Electrode: everything changed. Scanner: not one pixel."

SHORT: Final = {"both": "Both", "execute": "Execute", "observe": "Observe", "": "Neither"}
"""The groups' names in one line."""

MEANS: Final = {
    "significant in both": ("Answers in execute and in observe, up or down.", ()),
    "same sign": ("Excited in both, or suppressed in both.", ()),
    "excited in both": ("Fires more in execute and in observe than before the action.", ()),
    "to the same action": (
        "Fires more to the film of the executed action than to a film of another one.",
        ("strict_share", "broad_share", "not_congruent_share"),
    ),
    "not to the object alone": ("And does not fire more when the object alone is seen.", ("canonical_share",)),
}
"""Per rung what passes it, and the constants of the model behind it."""


def ink_of(scene: Scene, pale: bool) -> Skin:
    """Return the colours of a card; `pale` while its numbers are about to be replaced."""
    skin = SKINS[scene.theme]
    return replace(skin, ink=skin.faint, quiet=skin.faint) if pale else skin


def simulation_html(
    region_id: str, found: Finding, voxel: Voxel | None, here: bool, compared: str, scene: Scene, pale: bool = False
) -> str:
    """Return what an experimenter finds among the simulated units of a region.

    The voxel that was clicked stands first if it is `here`, in this region; `compared` below the ladder.
    """
    skin = ink_of(scene, pale)
    small = f'style="color: {skin.quiet}; font-size: 13px"'
    parts = [f'<p style="font-size: 16px; font-weight: 600">{_(SWITCHED)}</p>'] if found.split else []
    parts.append(_legend(region_id, found, skin))
    looked = voxel_html(voxel, skin) if voxel else ""
    parts.append(looked if here else "")
    parts.append(_ladder(found, small))
    if found.split:
        parts.append(f"<p {small}>{_('What is still found in both is chance: in truth no cell answers to both.')}</p>")
    parts.append("" if here else looked)
    if voxel is None:
        said = _("Click a place on the brain to see which units a voxel of {mm:g} mm holds there.")
        parts.append(f"<p {small}>{said.format(mm=scene.response.voxel_mm)}</p>")
    else:
        parts.append(voxel_scale_html(voxel, skin))
    parts += [compared, _classes(region_id, found, skin), _measured(found, small)]
    parts.append(figures_html(region_id, skin))
    parts.append(headline(_("Where the shares of these HCP-MMP areas come from"), skin.quiet))
    parts += [f"<p>{_share(share)}</p>" for share in found.shares]
    return page(f'<div style="color: {skin.ink}">{"".join(parts)}</div>')


def class_hints(region_id: str, found: Finding) -> dict[str, str]:
    """Return per class what it is, how many were found, and what that rests on, as HTML."""
    return {name: f"<qt>{'<br>'.join(map(escape, _class_said(region_id, found, name)))}</qt>" for name in CLASSES}


def _class_said(region_id: str, found: Finding, name: str) -> list[str]:
    at, units = CLASSES.index(name), found.ladder.units
    first = f"{CLASS_WORDS[name][:1].upper()}{CLASS_WORDS[name][1:]}: {found.percent[at]:.1f} %"
    lines = [
        _("{what} of {units:,} simulated units in {trials} trials").format(what=first, units=units, trials=found.trials)
    ]
    lines += [share_said(share, share.percent[at]) for share in found.shares]
    return lines + _supposed(found) + said_of(behind(region_id, name))


def _legend(region_id: str, found: Finding, skin: Skin) -> str:
    """Return the bar's four colours with their per cents, in one line."""
    cells = []
    for state, name, kinds in GROUPS:
        percent, told = _parts(kinds, found), hint(*_group_said(region_id, found, name, kinds))
        square = f'<span style="color: {STATES.get(state, skin.faint)}">\u25a0</span>'
        whole = sum(share for _word, share in percent)
        cells.append(f"<span {told}>{square}\u00a0{_(SHORT[state])}\u00a0<b>{whole:.0f}</b>\u00a0%</span>")
    line = " \u2002".join(cells)
    return f'<p style="font-size: 13px; margin: 0 0 4px 0">{line}</p>'


def _classes(region_id: str, found: Finding, skin: Skin) -> str:
    small = f'style="color: {skin.quiet}; font-size: 13px"'
    rows = ""
    for state, name, kinds in GROUPS:
        percent, told = _parts(kinds, found), hint(*_group_said(region_id, found, name, kinds))
        square = f'<span style="color: {STATES.get(state, skin.faint)}">\u25a0</span>'
        split = ", ".join(f"{_(word)} {share:.0f}" for word, share in percent if word)
        rows += (
            f"<tr {told}><td>{square}</td><td>{_(name)}</td>"
            f"<td align='right'><b>{sum(share for _word, share in percent):.1f} %</b></td><td {small}>{split}</td></tr>"
        )
    return f'{headline(_("The classes"), skin.quiet)}<table cellspacing="0">{rows}</table>'


def _parts(kinds: tuple[tuple[str, str], ...], found: Finding) -> list[tuple[str, float]]:
    percent = dict(zip(CLASSES, found.percent, strict=True))
    return [(word, sum(percent[one] for one in classes.split())) for classes, word in kinds]


def _group_said(region_id: str, found: Finding, name: str, kinds: tuple[tuple[str, str], ...]) -> list[str]:
    names = [one for classes, _word in kinds for one in classes.split()]
    percent = sum(share for _word, share in _parts(kinds, found))
    lines = [
        _("{name}: {percent:.1f} % of {units:,} simulated units").format(
            name=_(name), percent=percent, units=found.ladder.units
        )
    ]
    lines += [share_said(share, sum(share.percent[CLASSES.index(one)] for one in names)) for share in found.shares]
    return lines + _supposed(found) + said_of(behind(region_id, "both") if name == "Both" else ())


def _supposed(found: Finding) -> list[str]:
    """Return what turns the units from the recorded shares, before they are looked at."""
    said = _("Supposed, not recorded: {knobs}.").format(knobs=", ".join(found.supposed))
    return [said] if found.supposed else []


def _ladder(found: Finding, small: str) -> str:
    heads = "".join(f'<td align="right" {small}>{_(word)}</td>' for word in ("found", "95 %", "if by chance"))
    title = f"<td><span {small}><b>{_('Asked ever more strictly')}</b></span></td>"
    rungs = "".join(
        f"<tr {hint(*_rung_said(found, rung))}><td>{'' if k == 0 else '→ '}{_(rung.name)}</td>"
        f"<td align='right'><b>{rung.found:.1f} %</b></td>"
        f"<td align='right' {small}>{rung.low:.1f}\u2013{rung.high:.1f}</td>"
        f"<td align='right' {small}>{rung.independent:.1f} %</td></tr>"
        for k, rung in enumerate(found.ladder.rungs)
    )
    return f'<table cellspacing="0" width="100%" class="tight"><tr>{title}{heads}</tr>{rungs}</table>'


def _rung_said(found: Finding, rung: "Rung") -> list[str]:
    from regions.responses.constants import constants

    meaning, names = MEANS[rung.name]
    lines = [
        _(meaning),
        _("{found:.1f} % of {units:,} simulated units pass, in truth {true:.1f} %.").format(
            found=rung.found, units=found.ladder.units, true=rung.true
        ),
    ]
    for one in (constants()[name] for name in names):
        cited = f"{100 * one.value:.3g} % {one.unit}; {_('macaque')}; {status_words(one.status)}; {one.citation}"
        lines.append(f"{cited}. {one.note}")
    return [*lines, _("Shares: {status}.").format(status="; ".join(map(status_words, found.ladder.status.split("; "))))]


def _measured(found: Finding, small: str) -> str:
    said = _(
        "{units} simulated units, {trials} trials; 95 % intervals. By chance: if the two conditions were independent."
    ).format(units=f"{found.ladder.units:,}", trials=found.trials)
    supposed = f"<p><b>{_('Supposed, not recorded')}</b>: {escape(', '.join(found.supposed))}.</p>"
    return f"<p {small}>{said}</p>{supposed if found.supposed else ''}"


def _share(share: "Share") -> str:
    clip = share.where.replace("<=", " \u2264 ").replace(">", " > ")
    where = f" ({clip})" if clip else ""
    note = escape(share.note[:1].upper() + share.note[1:])
    return f"<b>{escape(' '.join(share.areas) + where)}</b>: {status_words(share.status)}. {note}."
