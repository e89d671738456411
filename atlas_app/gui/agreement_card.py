"""The card where atlases are counted: what each makes of the region, and who has the place that was clicked."""

from html import escape

from atlas_app.brain.agreement import Claims, Extent, agreeing, claims, extents, pairs, resolved
from atlas_app.brain.agreement_words import APART, approximate_said
from atlas_app.brain.library import Library
from atlas_app.brain.palette import AGREEMENT
from atlas_app.gui.card_parts import headline, hint, page, side_word
from atlas_app.gui.findings import Place
from atlas_app.gui.skin import SKINS, Skin
from atlas_app.gui.tongue import translated as _
from atlas_app.model.scene import Scene
from data.sides import Hemisphere
from regions.atlases import atlas
from regions.catalogue import region

__all__ = ["agreement_html"]


def agreement_html(scene: Scene, side: Hemisphere, place: Place | None, library: Library) -> str:
    """Return the card of the region whose atlases are counted, on one side."""
    one, skin = region(scene.agreed), SKINS[scene.theme]
    exact, rough = resolved(scene.agreed)
    said = _("{exact} of {all} atlases resolve it.").format(exact=len(exact), all=len(agreeing()))
    said = f"{said} {approximate_said(scene.agreed)}" if rough else said
    parts = [
        f'<p style="font-size: 17px; font-weight: 600; margin: 0 0 2px 0">{escape(one.name)}</p>',
        f"<p>{escape(said)}</p>",
        _here(scene, claims(library, place.hemisphere), place) if place else "",
        headline(_("In each atlas, {side} side").format(side=side_word(side)), skin.quiet),
        _table(scene.agreed, side, library, skin),
        f'<p style="color: {skin.quiet}; font-size: 13px; margin-top: 6px">{escape(_(MEANING))} {escape(_(APART))}</p>',
    ]
    return page("".join(parts))


MEANING = (
    "Dice: the share of surface that an atlas and the first have in common, 1 for the same place. Distance: between "
    "the centroids. All on the S1200 midthickness in MNI152."
)


def _here(scene: Scene, home: Claims, place: Place) -> str:
    """Say how many atlases put the place that was clicked in the region, and which."""
    who = home.who(scene.agreed, home.nearest(place.mni152_mm))
    ramp = AGREEMENT[scene.theme]
    square = f'<span style="color: {ramp[len(who) - 1]}">\u25a0</span> ' if who else ""
    names = ", ".join(atlas(one).short for one in who) or _("none of them puts it there")
    at = " ".join(f"{value:d}".replace("-", "\u2212") for value in place.mni152_mm)
    count = _("{count} of {all}").format(count=len(who), all=len(home.atlases))
    title = headline(_("At {place}, MNI152 mm").format(place=at), SKINS[scene.theme].quiet)
    return f"{title}<p>{square}<b>{count}</b>: {escape(names)}</p>"


def _table(region_id: str, side: Hemisphere, library: Library, skin: Skin) -> str:
    first = agreeing()[0]
    found = {
        row.atlas_b: row for row in pairs(library, (region_id,)) if row.hemisphere == side and row.atlas_a == first
    }
    small = f'style="color: {skin.quiet}; font-size: 13px"'
    heads = ("", _("mm\u00b2"), _("Dice"), _("mm apart"))
    head = "".join(f'<td align="right" {small}>{escape(word)}</td>' for word in heads)
    rows = []
    for one in extents(library, region_id, side):
        pair = found.get(one.atlas)
        cells = [f"{one.area_mm2:.0f}"]
        cells += [f"{pair.dice:.2f}", f"{pair.centroid_distance_mm:.1f}"] if pair else ["", ""]
        numbers = "".join(f'<td align="right">{cell}</td>' for cell in cells)
        rows.append(f"<tr><td {hint(*_told(one))}>{_named(one, skin)}</td>{numbers}</tr>")
    return f'<table cellspacing="0" class="tight" width="100%"><tr>{head}</tr>{"".join(rows)}</table>'


def _named(one: Extent, skin: Skin) -> str:
    rough = f' <span style="color: {skin.quiet}; font-size: 13px">{_("approximate")}</span>' if one.approximate else ""
    return f"<b>{escape(atlas(one.atlas).short)}</b>{rough}"


def _told(one: Extent) -> tuple[str, ...]:
    centre = " ".join(f"{value:.0f}".replace("-", "\u2212") for value in one.centroid_mni152)
    its = atlas(one.atlas)
    return its.name, its.space, _("Centroid {place}, MNI152 mm").format(place=centre), its.note
