"""What fails any test: an undefined template variable, a form without its token, inline code."""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

_POST_FORM = re.compile(r"<form\b[^>]*\bmethod=[\"']?post\b.*?</form>", re.IGNORECASE | re.DOTALL)
_INLINE = re.compile(
    r"<script\b(?![^>]*\bsrc=)[^>]*>\s*\S|<style\b|<[a-z][^>]*\s(?:style|on[a-z]+)=[\"']",
    re.IGNORECASE,
)


class UndefinedVariable(str):
    """Put in the place of `string_if_invalid`: Django fills it with the name of the variable."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s" or super().__contains__(part)  # type: ignore[operator]

    def __mod__(self, name: Any) -> str:
        raise AssertionError(f"undefined template variable: {name}")


class GuardMiddleware:
    """Read every HTML answer that a test gets."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            check_html(response.content.decode(), request.path)
        return response


def check_html(html: str, path: str) -> None:
    """Fail on a POST form without a token, and on anything the security policy forbids inline."""
    for form in _POST_FORM.findall(html):
        assert "csrfmiddlewaretoken" in form, f"{path}: a form has no csrf token: {form[:200]}"
    inline = _INLINE.search(html)
    assert inline is None, f"{path}: inline code or style: {inline and inline[0][:200]}"
