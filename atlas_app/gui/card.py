"""The card of one region: what it is, what that rests on, who says so; as HTML."""

import re
from html import escape
from typing import Final

from atlas_app.gui.card_parts import headline, link, page
from atlas_app.gui.figures_card import figures_html
from atlas_app.gui.skin import SKINS
from atlas_app.gui.tongue import translated as _
from atlas_app.model.scene import Scene
from data.sides import Hemisphere
from regions.atlases import atlas
from regions.catalogue import Evidence, region
from regions.crosswalk import approximate, labels_of
from regions.deep import deep

__all__ = [
    "QUESTIONS",
    "STANDINGS",
    "card_html",
    "evidence_said",
    "rough_html",
]


QUESTIONS: Final = {
    "monkey_neurons": "Monkey neurons",
    "human_neurons": "Human neurons",
    "human_fmri": "Human fMRI",
}
STANDINGS: Final = {"shown": "shown", "partly": "partly or contested"}
"""Where there is nothing, the note says so."""

_DOI: Final = re.compile(r"\bdoi (10\.\S+)")


def evidence_said(cell: Evidence) -> str:
    """Return one cell of evidence in words."""
    standing = "" if cell.standing == "none" else f"{_(STANDINGS[cell.standing])}: "
    return f"{_(QUESTIONS[cell.question])}: {standing}{cell.note}."


def card_html(region_id: str, scene: Scene) -> str:
    """Return the card of a region or neighbour as the scene's atlas has it."""
    one, skin = region(region_id), SKINS[scene.theme]
    parts = [f'<p style="font-size: 17px; font-weight: 600; margin: 0 0 2px 0">{escape(one.name)}</p>']
    parts.append(rough_html(region_id, scene))
    if one.say:
        parts.append(f"<p><i>{escape(one.say)}</i></p>")
    parts.append(f"<p>{escape(one.description)}</p>")
    parts += [f"<p>{escape(said)}</p>" for said in _inside(region_id, scene)]
    if one.evidence:
        rows = "".join(_evidence(cell, skin.quiet) for cell in one.evidence)
        parts.append(f'{headline(_("What it rests on"), skin.quiet)}<table cellspacing="0">{rows}</table>')
    parts.append(figures_html(region_id, skin))
    parts.append(f"{headline(_('Made of'), skin.quiet)}<p>{escape(_made_of(region_id, scene))}</p>")
    parts.append(f"{headline(_('Simulated'), skin.quiet)}<p>{escape(_simulated(one.simulated_from))}</p>")
    if one.citations:
        said = "".join(f"<p>{_linked(citation)}</p>" for citation in one.citations)
        parts.append(f"{headline(_('Sources'), skin.quiet)}{said}")
    return page("".join(parts))


def rough_html(region_id: str, scene: Scene) -> str:
    """Return where the scene's atlas only comes near to a region; empty if it resolves the region."""
    rough = " and ".join(side for side in _sides(scene) if approximate(scene.atlas, side, region_id))
    if not rough or region(region_id).is_neighbour:
        return ""
    said = f"<b>Approximate</b> on the {rough}: {escape(atlas(scene.atlas).name)} does not resolve this region."
    return f'<p style="color: {SKINS[scene.theme].quiet}">{said}</p>'


def _linked(citation: str) -> str:
    """Return a citation whose doi opens the paper."""
    found = _DOI.search(citation)
    if not found:
        return escape(citation)
    doi = found.group(1)
    return escape(citation[: found.start(1)]) + link(doi, doi, citation[: found.start()].rstrip(", "))


def _evidence(cell: Evidence, quiet: str) -> str:
    standing = "" if cell.standing == "none" else f"({_(STANDINGS[cell.standing])})"
    note = f'{escape(cell.note)} <span style="color: {quiet}">{standing}</span>'
    return (
        f'<tr><td><img src="standing:{cell.standing}"></td><td><b>{_(QUESTIONS[cell.question])}</b>: {note}</td></tr>'
    )


def _made_of(region_id: str, scene: Scene) -> str:
    name = atlas(scene.atlas).name
    if scene.atlas == "hcp-mmp":
        return f"{name}: {region(region_id).areas}"
    labels = sorted({label for side in _sides(scene) for label in labels_of(scene.atlas, side, region_id)})
    return f"{name}: {', '.join(labels) or _('no label')}; in HCP-MMP 1.0 {region(region_id).areas}"


def _inside(region_id: str, scene: Scene) -> list[str]:
    """Return what to say of the shapes below the cortex that belong to a region, and how they are seen."""
    said = []
    for shape in deep().values():
        if shape.region == region_id:
            name, home = shape.name.lower(), atlas(shape.atlas).short
            if scene.cortex == "glass" and shape.id in scene.shapes:
                said.append(
                    _("The {name} is the shape inside the glass, from the volume of {home}.").format(
                        name=name, home=home
                    )
                )
            else:
                said.append(
                    _(
                        "The {name} lies below the cortex and is a shape of its own: press X, Glass cortex, to see it."
                    ).format(name=name)
                )
    return said


def _simulated(source: str) -> str:
    if source == "illustrative":
        return _("Illustrative: no recording of single cells in this action stands behind the simulated response.")
    return f"{source[:1].upper()}{source[1:]}."


def _sides(scene: Scene) -> tuple[Hemisphere, ...]:
    shown = {view.hemisphere for view in scene.views}
    sides: tuple[Hemisphere, ...] = ("left", "right")
    return tuple(side for side in sides if shown & {side, "both"})
