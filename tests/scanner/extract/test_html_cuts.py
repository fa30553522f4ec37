"""Styles that clip an element to nothing or mask it away, and their neighbours that show it: each was compared with the points
that a browser draws."""

from __future__ import annotations

import pytest
from test_html_styles import found

# What a style says -> nothing of the text is drawn.
HIDDEN = tuple(
    """mask:linear-gradient(transparent,transparent)
mask:linear-gradient(transparent)
mask-image:linear-gradient(transparent,transparent)
-webkit-mask-image:linear-gradient(transparent 0 0)
mask:linear-gradient(#0000,#0000)
mask:linear-gradient(rgba(0,0,0,0),rgba(255,0,0,0))
mask:linear-gradient(to right,transparent,transparent)
mask:linear-gradient(90deg,transparent 10%,transparent) no-repeat
mask:radial-gradient(circle at top,transparent,transparent)
mask:conic-gradient(transparent,transparent)
mask:linear-gradient(transparent,transparent),linear-gradient(transparent,transparent)
mask:linear-gradient(black,black) 0 0/0 0 no-repeat
mask-image:linear-gradient(black,black);mask-size:0
mask-image:linear-gradient(black,black);mask-size:0 100%
mask-image:linear-gradient(black,black);mask-size:auto 0
clip-path:inset(100%)
clip-path:inset(0 50%)
clip-path:inset(60% 0 40% 0)
clip-path:inset(9999px)
clip-path:circle(0 at center)
clip-path:ellipse(50% 0 at 50% 50%)
clip-path:polygon(0 0,100% 0)
clip-path:polygon(0 0,100% 0,50% 0)
clip-path:polygon(0 0,0 100%,0 50%)
clip-path:polygon(nonzero,0 0,0 0,0 0)
clip-path:path('M0 0h0v0z')
clip-path:path(evenodd,'M0 0L0 0Z')
clip-path:xywh(0 0 0 0)
clip-path:xywh(10px 10px 0 100% round 3px)
clip-path:rect(0 0 0 0)
clip-path:rect(0 auto auto 100%)
clip-path:rect(10px 300px 5px 0)""".splitlines()
)
SEEN = tuple(
    """mask:none
mask:transparent
mask:linear-gradient(black,black)
mask:linear-gradient(transparent,black)
mask:linear-gradient(transparent,transparent),linear-gradient(black,black)
mask:linear-gradient(black,black) 0 0/100% 100% no-repeat
mask:linear-gradient(transparent,transparent);mask:none
mask-image:none;mask-size:0
clip-path:inset(0 0 round 4px)
clip-path:inset(0 500px 0 0)
clip-path:ellipse()
clip-path:polygon(0 0,100% 0,100% 100%)
clip-path:path('')
clip-path:path('M0 0h500v100h-500z')
clip-path:xywh(0 0 100% 100%)
clip-path:rect(0 100% 100% 0)
clip-path:rect(auto auto auto auto)
clip-path:border-box
clip-path:url(#none)""".splitlines()
)


@pytest.mark.parametrize("style", HIDDEN)
def test_what_is_cut_away_is_hidden(style: str) -> None:
    assert found(f'<p style="{style}">{{}}</p>') == {("hidden-element", False)}
    assert found(f"<style>.zz{{{style}}}</style><p class=zz>{{}}</p>".replace("{{}}", "{}")) == {
        ("hidden-element", False)
    }


@pytest.mark.parametrize("style", SEEN)
def test_what_shows_through_is_seen(style: str) -> None:
    assert found(f'<p style="{style}">{{}}</p>') == {("body", True)}
