"""What a notice must hold under one standard: the profile with the authority's own figures over it."""

from __future__ import annotations

from scanner.noun import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scanner.model import Audience, ElementSpec, Limit, Profile, Standard


def standards_over(standard: Standard, standards: Mapping[str, Standard]) -> tuple[Standard, ...]:
    """The standard and all that it extends, the widest first. A circle of standards ends where it closes."""
    found = [standard]
    while found[-1].extends in standards and standards[found[-1].extends] not in found:
        found.append(standards[found[-1].extends])
    return tuple(reversed(found))


def governed(profile: Profile, standard: Standard, standards: Mapping[str, Standard]) -> Profile:
    """The profile with the elements, limits and audiences that the standard adds or puts in place of its own.

    An element named by both is called for as the standard says, and found as the profile says; a
    standard's limit replaces the profile's of the same `what` that holds in the same circumstances. What
    a standard extends comes first.
    """
    for one in standards_over(standard, standards):
        profile = _under(profile, one)
    return profile


def _under(profile: Profile, standard: Standard) -> Profile:
    elements = [spec for profiles, spec in standard.elements if _is_for(profile, profiles)]
    limits = [limit for limit in standard.limits if _is_for(profile, limit.profiles)]
    audience = [entry for profiles, entry in standard.audience if _is_for(profile, profiles)]
    if not elements and not limits and not audience:
        return profile
    return replace(
        profile,
        elements=tuple(_merged(profile.elements, elements)),
        limits=(*limits, *(own for own in profile.limits if not any(_replaces(one, own) for one in limits))),
        audience=(*profile.audience, *(entry for entry in audience if not _is_known(entry, profile))),
    )


def _is_for(profile: Profile, profiles: tuple[str, ...]) -> bool:
    return not profiles or profile.id in profiles


def _replaces(one: Limit, own: Limit) -> bool:
    """A day of the month comes beside a number of days, not in its place."""
    is_alike = one.what == own.what and (one.unit == "monthly") == (own.unit == "monthly")
    return is_alike and (not one.when or one.when == own.when)


def _is_known(entry: Audience, profile: Profile) -> bool:
    """Whether the profile says the same already, by another source."""
    return any(replace(own, law=()) == replace(entry, law=()) for own in profile.audience)


def _merged(own: tuple[ElementSpec, ...], others: list[ElementSpec]) -> Iterator[ElementSpec]:
    """The profile's elements in their order, then what only the standard asks for."""
    stated = {spec.id: spec for spec in others}
    for spec in own:
        yield _joined(spec, stated.pop(spec.id)) if spec.id in stated else spec
    yield from stated.values()


def _joined(own: ElementSpec, stated: ElementSpec) -> ElementSpec:
    return replace(
        stated,
        law=stated.law or own.law,
        each_row=stated.each_row or own.each_row,
        only=stated.only or own.only,
    )
