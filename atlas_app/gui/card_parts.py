"""What every card is made of, as HTML: heads, links that open papers, words under the pointer."""

from html import escape
from typing import Final

from atlas_app.gui.tongue import translated as _
from data.sides import Hemisphere

__all__ = ["DOI", "headline", "hint", "link", "page", "side_word"]

DOI: Final = "https://doi.org/"


def page(body: str) -> str:
    """Return a card's body, dressed."""
    style = "p { margin: 0 0 7px 0; } td { padding: 0 7px 6px 0; } table.tight td { padding: 0 5px 1px 0; }"
    return f"<style>{style}</style>{body}"


def headline(words: str, colour: str) -> str:
    """Return a small head above a part of a card."""
    said = f'<span style="font-size: 13px; font-weight: 600">{words}</span>'
    return f'<div style="color: {colour}"><p style="margin: 7px 0 2px 0">{said}</p></div>'


def hint(*lines: str) -> str:
    """Return the attribute with which a part of a card tells these lines, plain text, under the pointer."""
    said = "<br>".join(escape(line) for line in lines if line)
    return f'title="{escape(f"<qt>{said}</qt>")}"' if said else ""


def link(doi: str, words: str, citation: str) -> str:
    """Return words that open a paper and tell its citation under the pointer; plain words without a `doi`."""
    if not doi:
        return escape(words)
    return f'<a href="{DOI}{escape(doi)}" {hint(citation, f"doi {doi}")}>{escape(words)}</a>'


def side_word(side: Hemisphere) -> str:
    """Return a side in words."""
    return _("left") if side == "left" else _("right")
