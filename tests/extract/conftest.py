"""Laws are tried on the same examples in every run, however slow the machine is at that moment."""

from hypothesis import settings

settings.register_profile("kg", deadline=None, derandomize=True)
settings.load_profile("kg")
