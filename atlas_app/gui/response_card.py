"""The card of one region while a response layer is shown: a few rows of numbers, and what they rest on; as HTML."""

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from atlas_app.brain.literature import literature_terms, literature_words
from atlas_app.brain.palette import STATES
from atlas_app.gui.card import rough_html
from atlas_app.gui.card_parts import headline, hint, page, side_word
from atlas_app.gui.compare_card import MAPS
from atlas_app.gui.figures_card import figures_html
from atlas_app.gui.findings import NEAR_MM, Place, papers_within
from atlas_app.gui.skin import SKINS
from atlas_app.gui.tongue import translated as _
from atlas_app.gui.voxel_card import place_said
from atlas_app.model.scene import Scene
from data.sides import Hemisphere
from regions.atlases import atlas
from regions.catalogue import region

if TYPE_CHECKING:
    from regions.literature import Percents
    from regions.papers import Paper

__all__ = ["literature_html", "near_said", "waiting_html"]


def waiting_html(fault: str, scene: Scene) -> str:
    """Return the card while its numbers are not there, or why they cannot be."""
    said = _("This cannot be worked out: {fault}").format(fault=fault) if fault else ""
    return page(f'<p style="color: {SKINS[scene.theme].quiet}">{escape(said)}</p>')


def literature_html(
    region_id: str,
    told: Mapping[Hemisphere, Mapping[str, "Percents"]],
    place: Place | None,
    compared: str,
    scene: Scene,
) -> str:
    """Return what the literature reports in a region and near the place that was clicked, `compared` in between."""
    skin, words = SKINS[scene.theme], literature_words(scene)
    small = f'style="color: {skin.quiet}; font-size: 13px"'
    there = {side: by_region[region_id] for side, by_region in told.items() if region_id in by_region}
    if there:
        parts = [rough_html(region_id, scene), _percents(there, words, small)]
        if not any(found.both for found in there.values()):
            parts.append(f"<p>{escape(words['below'])}</p>")
    else:
        parts = [f"<p>{escape(atlas(scene.atlas).name)} has no vertex of {escape(region(region_id).name)}.</p>"]
    if place is None:
        said = _("Click a place on the brain to read which papers report it.")
        parts += [f'<p style="color: {skin.quiet}">{said}</p>', compared]
    else:
        parts += [_near(place, scene, skin.quiet), compared]
    parts.append(figures_html(region_id, skin))
    chosen = words["wide" if scene.wide_literature else "strict"]
    parts.append(headline(_("What this is"), skin.quiet))
    parts.append(f"<p {small}>{escape(chosen)}: {escape(words['legend'])}.</p>")
    parts.append(f"<p {small}>{escape(words['kernel'].partition(';')[0])}. {escape(words['overlap'])}</p>")
    parts.append(f"<p {small}>{escape(words['source'])}</p>")
    return page("".join(parts))


def near_said(papers: int) -> str:
    """Return how many papers are near, in the few words of the line below the stage."""
    many = _("{count} paper within {mm:g} mm") if papers == 1 else _("{count} papers within {mm:g} mm")
    return many.format(count=papers, mm=NEAR_MM)


def _percents(there: Mapping[Hemisphere, "Percents"], words: Mapping[str, str], small: str) -> str:
    heads = "".join(f'<td align="right" {small}>{side_word(side)}</td>' for side in there)
    rows = ""
    for state, _simulated, name in MAPS:
        cells = ""
        for side, found in there.items():
            percent = getattr(found, name)
            what = f"{words[name]}, {side_word(side)}: {percent:.1f} % of {found.vertices:,} vertices"
            about = hint(what, _("Human; computed from published peaks. {legend}").format(**words), words["source"])
            cells += f"<td align='right' {about}>{_share_of(percent)}</td>"
        square = f'<span style="color: {STATES[state]}">\u25a0</span>'
        rows += f"<tr><td>{square}</td><td>{escape(words[name])}</td>{cells}</tr>"
    head = _("of its vertices")
    return f'<table cellspacing="0"><tr><td></td><td {small}>{head}</td>{heads}</tr>{rows}</table>'


def _share_of(percent: float) -> str:
    return f"<b>{percent:.1f} %</b>" if percent else _("no convergence")


def _near(place: Place, scene: Scene, quiet: str) -> str:
    from regions.literature import words

    papers, told = papers_within(scene, place.mni152_mm), words()
    kind = "near_none" if not papers else "near_one" if len(papers) == 1 else "near_many"
    said = told[kind].format(**literature_terms(scene).terms, count=len(papers), radius_mm=NEAR_MM)
    rows = "".join(_paper(paper, quiet) for paper in papers)
    return f"{headline(escape(place_said(place)), quiet)}<p><b>{escape(said)}</b>.</p>{rows}"


def _paper(paper: "Paper", quiet: str) -> str:
    told = f"PMID {paper.pmid}, {_(paper.set)}, {paper.distance_mm:.0f} mm"
    return f'<p>{escape(paper.title)} <span style="color: {quiet}; font-size: 13px">{told}</span></p>'
