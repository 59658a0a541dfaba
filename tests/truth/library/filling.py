"""What makes a paper as long as real ones are: paragraphs of many words, with a citation now and then."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from random import Random

from tests.truth import wording
from tests.truth.library.quoting import Quoting

_ONSETS = "b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x"
_RIMES = (
    "a ác ạch ai ải am ám an án ang àng anh ành ao áo ắc ăm ăn ăng ắt âm ầm ân ấn âng ập ất ây ấy e em en ẻ "
    "ê ếch êm ên ệnh ết i ích iếc iêm iên iến iệt iêu iều im in inh ình ít o oà oai oan oán oanh óc oi om on "
    "ong òng ô ốc ôi ối ôm ôn ông ồng ốt ơ ới ơm ơn u úc ui um un ung ùng uôi uôn uông ướ ừ ươi ương ường ước"
)
_BYTES_OF_A_CITATION = 1_500


def paragraphs(rng: Random, quote: Quoting, size: int) -> Iterator[str]:
    """Numbered paragraphs of `size` bytes in all, or a little more."""
    number, since = 1, 0
    while size > 0:
        said = [_sentence(rng) for _ in range(rng.randint(2, 5))]
        if since > _BYTES_OF_A_CITATION:
            said.append(f"Thực hiện {quote.one()}, {_words(rng, 8)}.")
            since = 0
        text = f"{number}. {' '.join(said)}"
        number, since, size = number + 1, since + len(text.encode()), size - len(text.encode())
        yield text


def _sentence(rng: Random) -> str:
    if rng.random() < 0.25:
        return rng.choice(wording.SENTENCES)
    matter = f"{rng.choice(wording.DEEDS)} {rng.choice(wording.MATTERS)}" if rng.random() < 0.3 else ""
    text = ", ".join(part for part in (_words(rng, rng.randint(6, 14)), matter, _words(rng, 7)) if part)
    return f"{text[0].upper()}{text[1:]}."


def _words(rng: Random, count: int) -> str:
    syllables, weights = _syllables()
    return " ".join(rng.choices(syllables, cum_weights=weights, k=count))


@cache
def _syllables() -> tuple[list[str], list[float]]:
    """What Vietnamese could say, and how often, by Zipf's law, added up."""
    made = [onset + rime for onset in _ONSETS.split() for rime in _RIMES.split()]
    Random("syllables").shuffle(made)
    return made, list(accumulate(1 / (rank + 10) for rank in range(len(made))))
