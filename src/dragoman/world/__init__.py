"""Who is who at a date: states, bodies, groups, companies, agencies, office-holders and places."""

from dragoman.world.holders import Holder
from dragoman.world.loading import load_world
from dragoman.world.lookup import NameMatch, PlaceMatch, World
from dragoman.world.names import NameEntry

__all__ = ["Holder", "NameEntry", "NameMatch", "PlaceMatch", "World", "load_world"]
