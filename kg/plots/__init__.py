"""Figures of a build: a Build in, an altair chart out; inline, no network, no map tiles, no borders drawn.

Counts are always claims, and every subtitle says how many there are in all.
"""

from kg.plots.matrices import industry_by_region, shared_topics, speaker_by_industry
from kg.plots.saving import save
from kg.plots.tiles import province_tiles
from kg.plots.times import claims_over_time, first_use

__all__ = [
    "claims_over_time",
    "first_use",
    "industry_by_region",
    "province_tiles",
    "save",
    "shared_topics",
    "speaker_by_industry",
]
