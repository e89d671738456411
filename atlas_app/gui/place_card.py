"""What the place that is pointed out is, in every atlas on board; as HTML."""

from html import escape
from typing import TYPE_CHECKING, Final

from atlas_app.gui.card_parts import headline, hint, page, side_word
from atlas_app.gui.skin import SKINS
from atlas_app.gui.tongue import translated as _
from atlas_app.gui.voxel_card import mm_said
from atlas_app.model.scene import Scene
from regions.atlases import atlas
from regions.catalogue import region
from regions.names import readable

if TYPE_CHECKING:
    from atlas_app.brain.where import Answer, Called

__all__ = ["place_html", "preparing_html"]

IN_FILES: Final = "In its files: {label}"
POSSIBLE: Final = "Possible here: {labels}"
LICENCE: Final = "Licence: {licence}"


def preparing_html(fault: str, scene: Scene) -> str:
    """Return the part while its atlases are not there, or why they cannot be."""
    skin = SKINS[scene.theme]
    said = _("This cannot be worked out: {fault}").format(fault=fault) if fault else _("Preparing the atlases, once...")
    return page(f'{headline(_("What is this place?"), skin.quiet)}<p style="color: {skin.quiet}">{escape(said)}</p>')


def place_html(answer: "Answer", scene: Scene) -> str:
    """Return what a place is: in a sentence, in numbers, and as each atlas calls it."""
    from atlas_app.brain.where_words import sentence

    skin, said = SKINS[scene.theme], sentence(answer)
    away = hint(_("The ring on the brain; Escape there, or a second click on it, takes it away."))
    x, y, z = (round(value) for value in answer.mni152_mm)
    words = tuple(_(each) for each in (IN_FILES, POSSIBLE, LICENCE))  # a look-up costs as much as a row
    rows = "".join(_row(one, scene, words) for one in answer.atlases)
    small = f'style="color: {skin.quiet}; font-size: 13px; margin: 0 0 3px 0"'
    facts = "".join(f"<p {small}>{each}</p>" for each in _facts(answer))
    return page(
        f"{headline(_('What is this place?'), skin.quiet)}"
        f'<p style="margin: 0 0 3px 0"><b>{escape(said[:1].upper() + said[1:])}.</b></p>'
        f'<p style="margin: 0 0 3px 0" {away}>MNI152 {mm_said((x, y, z))} mm</p>{facts}'
        f'<table class="tight" cellspacing="0">{rows}</table><p style="font-size: 6px">\u00a0</p>'
    )


def _facts(answer: "Answer") -> list[str]:
    """Return border and area of the region, and how many papers are near."""
    found = []
    if answer.border_mm is not None and answer.area_mm2 is not None and answer.here:
        about = hint(
            _("In a straight line to the nearest cortex outside the region."),
            _("Area of the region on this side, on the midthickness of the S1200 average (HCP-MMP 1.0)."),
            _("Volume of its cortex: area times thickness, place by place; an average brain's cortex is thin."),
        )
        words = _("{name}, {side}: border {mm} mm away, {area} mm² and {volume} cm³ in all").format(
            name=escape(region(answer.here).short),
            side=side_word(answer.side),
            mm=f"{answer.border_mm:.0f}",
            area=f"{answer.area_mm2:,.0f}",
            volume=f"{(answer.volume_mm3 or 0) / 1000:.1f}",
        )
        found.append(f"<span {about}>{words}</span>")
    from atlas_app.gui.response_card import near_said

    about = hint(_("Papers of the literature map, on doing or watching, with a peak so near."))
    found.append(f"<span {about}>{near_said(len(answer.papers))}</span>")
    return found


def _row(one: "Called", scene: Scene, words: tuple[str, ...]) -> str:
    in_files, possible, licence = words
    its, quiet = atlas(one.atlas), SKINS[scene.theme].quiet
    chances = ", ".join(f"{readable(one.atlas, each.label)} {each.percent} %" for each in one.chances)
    about = hint(
        f"{its.name}, {its.space}",
        in_files.format(label=one.label) if one.label else "",
        possible.format(labels=chances) if chances else "",
        its.note,
        its.citation,
        licence.format(licence=its.licence),
    )
    name = escape(its.short)
    name = f"<b>{name}</b>" if one.atlas == scene.atlas else name
    return f'<tr><td {about} style="color: {quiet}">{name}</td><td {about}>{_label(one, quiet)}</td></tr>'


def _label(one: "Called", quiet: str) -> str:
    """Return a label with its per cent, or what is near where there is none."""
    if one.label is not None:
        words = escape(readable(one.atlas, one.label))
        percent = "" if one.probability is None else f"\u00a0{100 * one.probability:.0f}\u00a0%"
        return f'{words}<span style="color: {quiet}">{percent}</span>'
    if one.chances:
        first = one.chances[0]
        said = _("perhaps {label}, {percent} %").format(label=readable(one.atlas, first.label), percent=first.percent)
    elif one.nearest:
        said = _("none; {label} is {mm} mm away").format(
            label=readable(one.atlas, one.nearest), mm=f"{one.distance_mm:.0f}"
        )
    else:
        said = _("none near")
    return f'<span style="color: {quiet}">{escape(said)}</span>'
