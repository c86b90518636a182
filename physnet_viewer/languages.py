"""Which languages the window speaks; no Qt, so that the command line can name them."""

from typing import Final

SOURCE: Final = "en"  # of the texts in the code
LANGUAGES: Final = {SOURCE: "English", "de": "Deutsch"}
SYSTEM: Final = "system"  # the one that the user asked the system for
CHOICES: Final = (SYSTEM, *LANGUAGES)
