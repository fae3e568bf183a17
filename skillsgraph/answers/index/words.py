"""Words of texts as stems, so that "nurse" and "nurses" are one. Stemming after Snowball, where it knows
the language; elsewhere words stand as they are folded."""

from functools import cache
from threading import Lock

import Stemmer

from skillsgraph.model.text import fold

_LANGUAGES = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian",
    "it": "italian", "lt": "lithuanian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip


class Stems:
    """The stems of one language; each word is worked out once."""

    def __init__(self, language: str) -> None:
        name = _LANGUAGES.get(language.partition("-")[0].lower())
        self._stemmer = Stemmer.Stemmer(name, 0) if name else None
        self._known: dict[str, str] = {}
        # Snowball keeps the word that it works on in the stemmer, and texts are read in several threads.
        self._one_at_a_time = Lock()

    def of(self, word: str) -> str:
        """The stem of a folded word."""
        found = self._known.get(word)
        if found is None:
            # Short words ("it", "is", "c") are names as often as they are inflected.
            with self._one_at_a_time:
                stemmed = self._stemmer.stemWord(word) if self._stemmer and len(word) > 3 else word
            found = self._known[word] = str(stemmed)
        return found

    def text(self, text: str) -> list[str]:
        """The stems of a text in its order."""
        known = self._known
        return [known[word] if word in known else self.of(word) for word in fold(text).split()]


@cache
def stems_of(language: str) -> Stems:
    """The one `Stems` of a language, which remembers what it has worked out."""
    return Stems(language)
