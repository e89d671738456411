"""Every number behind the pictures as plain rows: what it is, what it rests on, and who says so."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from atlas_app.brain.evidence import class_shares
from atlas_app.brain.figures import caveat, figures
from data.tables import table
from regions.catalogue import region
from regions.responses import action_file, bundled
from regions.responses.classes import CLASSES, FILE, SIGNS, Rates, rates
from regions.responses.constants import constants, knob_table

__all__ = ["GROUPS", "Number", "numbers", "status_words"]

GROUPS: Final = ("Constants", "Rates", "Shares", "Actions", "Knobs", "Published figures")

STATUSES: Final = {
    "verified": "read in the paper or its abstract",
    "derived": "computed from recordings",
    "memory": caveat("memory"),
    "assumption": f"{caveat('assumption')}, assumed",
}
NAMES: Final = {
    "units_per_region": "Units per region and side",
    "gain_cv": "Spread of the gain from unit to unit",
    "half_rise_s": "Half-rise of the response",
    "peak_s": "Peak of the response",
    "half_fall_s": "Half-fall of the response",
    "hold": "Plateau of the hold",
    "hold_end_s": "End of the hold",
    "half_release_s": "Half-life after the hold",
    "execute_opposite": "Gain of execution, opposite hemisphere",
    "execute_same": "Gain of execution, same side",
    "execute_same_primary": "Gain of execution, same side, primary areas",
    "observe_opposite": "Gain of observation, opposite hemisphere",
    "observe_same": "Gain of observation, same side",
    "before_from_s": "Window before the action, start",
    "before_to_s": "Window before the action, end",
    "during_from_s": "Window during the action, start",
    "during_to_s": "Window during the action, end",
    "strict_share": "Strictly congruent units",
    "broad_share": "Broadly congruent units",
    "not_congruent_share": "Units that are not congruent",
    "canonical_share": "Canonical units",
    "object_gain": "Gain of the object alone",
    "nogo_gain": "Gain of withholding",
}

JERJIAN: Final = "Jerjian, Sahani & Kraskov 2020, eLife 9:e54139"
PRESETS: Final = {"recorded": JERJIAN, "classical": "Gallese, Fadiga, Fogassi & Rizzolatti 1996, Brain 119:593-609"}
"""Whom the shares of a preset are from, where they are not assumed."""

RECORDED: Final = (("premotor", "macaque F5", "all regions but motor cortex"), ("m1", "macaque M1", "motor cortex"))
"""Of which region the rates are asked for, where they were recorded, what takes them."""

CONDITIONS: Final = ("execute", "observe")

Value = int | float | str


@dataclass(frozen=True, slots=True)
class Number:
    """One row; `key` is its name in code and files, `status` is in words, '' where a field is not known."""

    group: str
    name: str
    value: Value
    unit: str
    status: str
    species: str
    citation: str
    note: str
    key: str

    @property
    def shown(self) -> str:
        """The value as it is read, without a row of zeros."""
        return f"{self.value:.10g}" if isinstance(self.value, int | float) else self.value

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain values."""
        return asdict(self)


def numbers(own_actions: str = "") -> tuple[Number, ...]:
    """Return every row, in the order of `GROUPS`, with the actions of an own table (TOML) beside the bundled ones."""
    found = (_constants(), _rates(), _shares(), _actions(own_actions), _knobs(), _figures())
    return tuple(row for rows in found for row in rows)


def status_words(status: str) -> str:
    """Return a status such as "memory + assumption" in words."""
    return "; ".join(words for name, words in STATUSES.items() if name in status) or status


def _constants() -> Iterator[Number]:
    for key, one in constants().items():
        yield Number(
            group="Constants",
            name=NAMES.get(key, key.replace("_", " ")),
            value=one.value,
            unit="" if one.unit == "1" else one.unit,
            status=status_words(one.status),
            species=_species(one.citation),
            citation=one.citation,
            note=one.note,
            key=key,
        )


def _rates() -> Iterator[Number]:
    for region_id, where, whose in RECORDED:
        its = rates(region_id)
        for kind, name in enumerate(CLASSES):
            source = f"Recorded in {its.source[kind]}, taken for {whose} ({FILE})."
            for what, value, note in _class_rates(its, kind):
                yield Number(
                    group="Rates",
                    name=f"{what} of {name} units, {where}",
                    value=round(value, 2),
                    unit="spikes per second",
                    status=STATUSES["derived"],
                    species="macaque",
                    citation=JERJIAN,
                    note=f"{note} {source}".strip(),
                    key=f"{region_id} {name} {what.lower()}",
                )


def _class_rates(its: Rates, kind: int) -> Iterator[tuple[str, float, str]]:
    """Return baseline and both peaks of a class, each with what it is, and a note."""
    yield "Baseline", float(its.baseline_hz[kind]), "Before the action."
    for k, condition in enumerate(CONDITIONS):
        silent = "" if SIGNS[kind][k] else "Not significant in the recordings: counted as 0."
        yield f"Peak in {condition}", float(its.peak_hz[kind, k]), silent or "Above the baseline."


def _shares() -> Iterator[Number]:
    for share in class_shares():
        where = f"{', '.join(share.areas)}" + (f" ({share.where} mm)" if share.where else "")
        citation = "" if "assumption" in share.status else PRESETS.get(share.preset, "")
        for name, percent in zip(CLASSES, share.percent, strict=True):
            yield Number(
                group="Shares",
                name=f"{name} units in {where}: {region(share.region).name}, {share.preset}",
                value=percent,
                unit="per cent of the units",
                status=status_words(share.status),
                species=_species(citation),
                citation=citation,
                note=f"{share.note}. Confidence: {share.confidence}.",
                key=f"{share.preset} {share.region} {';'.join(share.areas)} {share.where} {name}".replace("  ", " "),
            )


def _actions(own: str) -> Iterator[Number]:
    known = action_file.actions_of(own)
    alone = table(bundled.FILE)["object"]
    yield _claim("The object alone", ", ".join(_named(alone["regions"])), "regions that answer", alone, "object")
    for action in known.actions.values():
        with_what = f", {action.object}" if action.object else ", no object"
        where = ", ".join(_named(action.regions)) or "all regions"
        what = f"{known.effectors[action.effector].name}{with_what}"
        yield _claim(action.name, what, f"answered in: {where}", asdict(action), action.id)
    for effector in known.effectors.values():
        for place in effector.gradients:
            yield _claim(
                f"Place of the {effector.name}: {', '.join(_named(place.regions))}",
                place.from_midline_mm,
                f"mm from the midline, sd {place.width_mm:g} mm, never below {place.least:g}",
                asdict(place),
                f"{effector.id} {' '.join(place.regions)}",
            )


def _claim(name: str, value: Value, unit: str, row: dict[str, Any], key: str) -> Number:
    return Number(
        group="Actions",
        name=name,
        value=value,
        unit=unit,
        status=status_words(row["status"]),
        species=_species(row["citation"]),
        citation=row["citation"],
        note=row["note"],
        key=key,
    )


def _knobs() -> Iterator[Number]:
    for key, knob in knob_table().items():
        value = ("on" if knob.default else "off") if isinstance(knob.default, bool) else knob.default
        yield Number(
            group="Knobs",
            name=f"{knob.label}, as it stands at first",
            value=value if value != "" else "the same action",
            unit=knob.unit,
            status="what-if: no recording says how it should stand" if knob.what_if else "as its source has it",
            species="",
            citation="" if knob.what_if else knob.source,
            note=knob.help,
            key=key,
        )


def _figures() -> Iterator[Number]:
    for one in figures():
        counted = f"n = {one.n}" if isinstance(one.n, int | float) else str(one.n)
        note = "; ".join(filter(None, (one.note, counted, f"doi {one.doi}" if one.doi else "")))
        yield Number(
            group="Published figures",
            name=f"{one.about}: {one.quantity}",
            value=one.value,
            unit=one.unit,
            status=status_words(one.status),
            species=one.species,
            citation=one.citation,
            note=note,
            key=" ".join(one.regions),
        )


def _named(ids: list[str] | tuple[str, ...]) -> list[str]:
    return [region(one).name for one in ids]


def _species(citation: str) -> str:
    """Return the species of a citation, where all its published figures are of one."""
    said = {one.species for one in figures() if citation and one.citation in citation and one.species}
    return said.pop() if len(said) == 1 else ""
