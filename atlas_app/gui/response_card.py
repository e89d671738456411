"""The card of one region while a response layer is shown: a few rows of numbers, and what they rest on; as HTML."""

from collections.abc import Mapping
from gettext import gettext as _
from html import escape
from typing import TYPE_CHECKING, Final

from atlas_app.brain.literature import literature_terms, literature_words
from atlas_app.brain.palette import STATES
from atlas_app.gui.card import headline, page, rough_html, side_word
from atlas_app.gui.findings import NEAR_MM, Finding, Place, papers_within
from atlas_app.gui.skin import SKINS, Skin
from atlas_app.model.scene import Scene
from data.sides import Hemisphere
from regions.catalogue import region
from regions.parcellation import atlas
from regions.responses.classes import CLASSES

if TYPE_CHECKING:
    from regions.literature import Percents
    from regions.papers import Paper
    from regions.responses.shares import Share

__all__ = ["SWITCHED", "literature_html", "near_said", "simulation_html", "waiting_html"]

SWITCHED: Final = "Electrode: everything changed. Scanner: not one pixel."
STATUS: Final = {
    "derived": "computed from recordings",
    "verified": "read in the paper",
    "memory": "figure not checked against the paper",
    "assumption": "illustrative",
}
GROUPS: Final[tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]] = (
    ("both", "Both", (("E+O+", "excited"), ("E-O-", "suppressed"), ("E+O- E-O+", "opposite"))),
    ("execute", "Execute only", (("E+", "excited"), ("E-", "suppressed"))),
    ("observe", "Observe only", (("O+", "excited"), ("O-", "suppressed"))),
    ("", "Neither", (("none", ""),)),
)
MAPS: Final = (("execute", "execution"), ("observe", "observation"), ("both", "both"))


def simulation_html(found: Finding, scene: Scene) -> str:
    """Return what an experimenter finds among the simulated units of a region."""
    skin = SKINS[scene.theme]
    small = f'style="color: {skin.quiet}; font-size: 13px"'
    parts = []
    if found.split:
        parts.append(f'<p style="font-size: 16px; font-weight: 600">{_(SWITCHED)}</p>')
        parts.append(f"<p {small}>{_('What is still found in both is chance: in truth no cell answers to both.')}</p>")
    parts.append(f'<table cellspacing="0">{"".join(_group(*row, found, skin) for row in GROUPS)}</table>')
    parts.append(headline(_("Asked ever more strictly"), skin.quiet))
    heads = "".join(f'<td align="right" {small}>{_(word)}</td>' for word in ("found", "95 %", "if by chance"))
    rungs = "".join(
        f"<tr><td>{'' if k == 0 else '→ '}{_(rung.name)}</td><td align='right'><b>{rung.found:.1f} %</b></td>"
        f"<td align='right' {small}>{rung.low:.1f}\u2013{rung.high:.1f}</td>"
        f"<td align='right' {small}>{rung.independent:.1f} %</td></tr>"
        for k, rung in enumerate(found.ladder.rungs)
    )
    parts.append(f'<table cellspacing="0" width="100%"><tr><td></td>{heads}</tr>{rungs}</table>')
    measured = _(
        "{units} simulated units, {trials} trials; 95 % intervals. By chance: if the two conditions were independent."
    )
    said = measured.format(units=f"{found.ladder.units:,}", trials=found.trials)
    parts.append(f"<p {small}>{said}</p>")
    if found.supposed:
        parts.append(f"<p><b>{_('Supposed, not recorded')}</b>: {escape(', '.join(found.supposed))}.</p>")
    parts.append(headline(_("Where the shares of these HCP-MMP areas come from"), skin.quiet))
    parts += [f"<p>{_share(share)}</p>" for share in found.shares]
    return page("".join(parts))


def waiting_html(fault: str, scene: Scene) -> str:
    """Return the card while its numbers are not there, or why they cannot be."""
    said = _("This cannot be worked out: {fault}").format(fault=fault) if fault else ""
    return page(f'<p style="color: {SKINS[scene.theme].quiet}">{escape(said)}</p>')


def literature_html(
    region_id: str, told: Mapping[Hemisphere, Mapping[str, "Percents"]], place: Place | None, scene: Scene
) -> str:
    """Return what the literature reports in a region, and near the place that was clicked."""
    skin, words = SKINS[scene.theme], literature_words(scene)
    small = f'style="color: {skin.quiet}; font-size: 13px"'
    there = {side: by_region[region_id] for side, by_region in told.items() if region_id in by_region}
    if there:
        parts = [rough_html(region_id, scene), _percents(there, words, small)]
        if not any(found.both for found in there.values()):
            parts.append(f"<p>{escape(words['below'])}</p>")
    else:
        parts = [f"<p>{escape(atlas(scene.atlas).name)} has no vertex of {escape(region(region_id).name)}.</p>"]
    parts.append(_near(place, scene, skin.quiet))
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


def _group(state: str, name: str, kinds: tuple[tuple[str, str], ...], found: Finding, skin: Skin) -> str:
    percent = dict(zip(CLASSES, found.percent, strict=True))
    shares = [(word, sum(percent[one] for one in classes.split())) for classes, word in kinds]
    colour, small = STATES.get(state, skin.faint), f'style="color: {skin.quiet}; font-size: 13px"'
    split = ", ".join(f"{_(word)} {share:.0f}" for word, share in shares if word)
    return (
        f'<tr><td><span style="color: {colour}">\u25a0</span></td><td>{_(name)}</td>'
        f"<td align='right'><b>{sum(share for _word, share in shares):.1f} %</b></td><td {small}>{split}</td></tr>"
    )


def _share(share: "Share") -> str:
    status = _(" and ").join(_(STATUS[word]) for word in share.status.split(" + "))
    clip = share.where.replace("<=", " \u2264 ").replace(">", " > ")
    where = f" ({clip})" if clip else ""
    return (
        f"<b>{escape(' '.join(share.areas) + where)}</b>: {status}. {escape(share.note[:1].upper() + share.note[1:])}."
    )


def _percents(there: Mapping[Hemisphere, "Percents"], words: Mapping[str, str], small: str) -> str:
    heads = "".join(f'<td align="right" {small}>{side_word(side)}</td>' for side in there)
    rows = ""
    for state, name in MAPS:
        cells = "".join(f"<td align='right'>{_share_of(getattr(found, name))}</td>" for found in there.values())
        square = f'<span style="color: {STATES[state]}">\u25a0</span>'
        rows += f"<tr><td>{square}</td><td>{escape(words[name])}</td>{cells}</tr>"
    head = _("of its vertices")
    return f'<table cellspacing="0"><tr><td></td><td {small}>{head}</td>{heads}</tr>{rows}</table>'


def _share_of(percent: float) -> str:
    return f"<b>{percent:.1f} %</b>" if percent else _("no convergence")


def _near(place: Place | None, scene: Scene, quiet: str) -> str:
    if place is None:
        return f'<p style="color: {quiet}">{_("Click a place on the brain to read which papers report it.")}</p>'
    from regions.literature import words

    papers, told = papers_within(scene, place.mni152_mm), words()
    kind = "near_none" if not papers else "near_one" if len(papers) == 1 else "near_many"
    said = told[kind].format(**literature_terms(scene).terms, count=len(papers), radius_mm=NEAR_MM)
    mm = " ".join(f"{value:d}".replace("-", "\u2212") for value in place.mni152_mm)
    where = f"{place.label or _('no label')}, {side_word(place.hemisphere)}, MNI152 {mm} mm"
    rows = "".join(_paper(paper, quiet) for paper in papers)
    return f"{headline(escape(where), quiet)}<p><b>{escape(said)}</b>.</p>{rows}"


def _paper(paper: "Paper", quiet: str) -> str:
    told = f"PMID {paper.pmid}, {_(paper.set)}, {paper.distance_mm:.0f} mm"
    return f'<p>{escape(paper.title)} <span style="color: {quiet}; font-size: 13px">{told}</span></p>'
