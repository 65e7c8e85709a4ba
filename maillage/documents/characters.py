"""Text from outside made fit for every format: what no format can carry is shown as « \ufffd »."""

import re

REPLACEMENT = "\ufffd"

# Controls other than tab and line feed, lone surrogates, and the code points that Unicode keeps
# for itself: forbidden in XML, refused by PDF/UA.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
    )
    + "]"
)
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return the text with one kind of line end and no character that a writer would refuse."""
    return _FORBIDDEN.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Return the clean text on one line, without the white space of its ends."""
    return " ".join(clean(text).split())
