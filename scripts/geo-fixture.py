"""Writes lib/server/adapters/geo/places.fixture.mmdb: locations for reserved addresses.

The ranges are those set aside for documentation (RFC 5737, RFC 3849) and one for benchmarks (RFC 2544); which location
each stands for is made up. Run it after a change here:

    python3 -m venv /tmp/geo && /tmp/geo/bin/pip install mmdb_writer==0.2.7 netaddr==1.3.0
    /tmp/geo/bin/python scripts/geo-fixture.py
"""

from pathlib import Path

from mmdb_writer import MMDBWriter
from netaddr import IPSet

TARGET = Path(__file__).parent.parent / "lib/server/adapters/geo/places.fixture.mmdb"
LOCATIONS = {
    "203.0.113.0/24": ("DE", "Germany", ("BY", "Bavaria")),
    "198.51.100.0/24": ("US", "United States", ("CA", "California")),
    "192.0.2.0/24": ("IN", "India", ("KL", "Kerala")),
    # Countries whose part is not known.
    "198.18.0.0/16": ("BR", "Brazil", None),
    "2001:db8::/32": ("FR", "France", ("IDF", "Île-de-France")),
    "2001:db8:1::/48": ("JP", "Japan", None),
}


def record(code, name, part):
    location = {"country": {"iso_code": code, "names": {"en": name}}}
    if part:
        location["subdivisions"] = [{"iso_code": part[0], "names": {"en": part[1]}}]
    return location


writer = MMDBWriter(
    ip_version=6,
    ipv4_compatible=True,
    database_type="Omegoo-Fixture-City",
    description="Made-up places for tests",
)
for network, location in LOCATIONS.items():
    writer.insert_network(IPSet([network]), record(*location))
writer.to_db_file(str(TARGET))
print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")
