"""Distances on the Earth, as the crow flies. Pure arithmetic on degrees and kilometres."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0
KM_PER_DEGREE = 111.2  # of latitude

Point = tuple[float, float]  # (latitude, longitude), WGS 84


def distance_km(a: Point, b: Point) -> float:
    """Kilometres between `a` and `b` (haversine)."""
    (lat1, lon1), (lat2, lon2) = a, b
    phi1, phi2 = radians(lat1), radians(lat2)
    chord = sin((phi2 - phi1) / 2) ** 2
    chord += cos(phi1) * cos(phi2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(chord))


def box(centre: Point, radius_km: float) -> tuple[float, float, float, float]:
    """(south, north, west, east) of a rectangle that holds every point within `radius_km`."""
    lat, lon = centre
    height = radius_km / KM_PER_DEGREE
    width = height / max(cos(radians(lat)), 0.1)
    return lat - height, lat + height, lon - width, lon + width
