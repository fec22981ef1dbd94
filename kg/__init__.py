"""kg reads Chinese-language press and builds a graph of who said what, about which industry, where."""

__version__ = "0.1.0"
