"""What a notice must hold under one standard: the profile with the authority's own figures over it."""

from __future__ import annotations

from scanner.noun import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scanner.model import ElementSpec, Limit, Profile, Standard


def governed(profile: Profile, standard: Standard) -> Profile:
    """The profile with the elements, limits and audiences that the standard adds or puts in place of its own.

    An element named by both is the standard's; a standard's limit replaces the profile's of the same
    `what` that holds in the same circumstances.
    """
    elements = [spec for profiles, spec in standard.elements if _is_for(profile, profiles)]
    limits = [limit for limit in standard.limits if _is_for(profile, limit.profiles)]
    audience = [entry for profiles, entry in standard.audience if _is_for(profile, profiles)]
    if not elements and not limits and not audience:
        return profile
    return replace(
        profile,
        elements=_merged(profile.elements, elements),
        limits=(*limits, *(own for own in profile.limits if not any(_replaces(one, own) for one in limits))),
        audience=(*profile.audience, *audience),
    )


def _is_for(profile: Profile, profiles: tuple[str, ...]) -> bool:
    return not profiles or profile.id in profiles


def _replaces(one: Limit, own: Limit) -> bool:
    return one.what == own.what and (not one.when or one.when == own.when)


def _merged(own: tuple[ElementSpec, ...], others: list[ElementSpec]) -> tuple[ElementSpec, ...]:
    """The profile's elements in their order, then what only the standard asks for."""
    stated = {spec.id: spec for spec in others}
    known = {spec.id for spec in own}
    return (
        *(stated.get(spec.id, spec) for spec in own),
        *(spec for spec in stated.values() if spec.id not in known),
    )
