#!/usr/bin/env python3
"""Makes electricity.csv.gz, flights.csv.gz and departures.csv.gz from the three source files that README.md names.

    python3 make_demo_data.py SOURCE_DIRECTORY [TARGET_DIRECTORY]

The same input gives the same bytes (gzip without name and time; zlib 1.2 or 1.3, level 9).
"""
import csv
import gzip
import io
import random
import sys

ELECTRICITY = ["timestamp", "day", "period", "nswprice", "nswdemand", "vicprice", "vicdemand", "transfer"]
ORIGINS = {"ATL", "BOS", "CLT", "DEN", "DFW", "EWR", "IAH", "LGA", "ORD", "PHL", "PHX", "STL"}


def rows(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write(path, header, records):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    count = 0
    for record in records:
        writer.writerow(record)
        count += 1
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as zipped:
        zipped.write(text.getvalue().encode())
    print(path, count, "rows")


def electricity(source):
    pairs = zip(rows(f"{source}/elec2.csv.gz"), rows(f"{source}/elec2_predictions.csv.gz"), strict=True)
    for event, predicted in pairs:
        if event["timestamp"] != predicted["timestamp"]:
            raise SystemExit(f"the files do not match: row={predicted['row']}")
        yield [event[name] for name in ELECTRICITY] + [predicted["score"], predicted["prediction"]]


def flights(source):
    for event in rows(f"{source}/flights_us_2001h1.csv.gz"):
        if event["origin"] in ORIGINS:
            yield list(event.values())


# What is planted in departures.csv.gz: half of the rows from DEPLOYED to ROLLED_BACK are said to be version v43's, and of
# these 30 % lose their distance. Everything else is as in the source.
SEED = 43
DEPLOYED, ROLLED_BACK = "2001-06-12T13:58", "2001-06-13T06:00"
SHARE_OF_V43, SHARE_BROKEN = 0.5, 0.3


def departures(source):
    luck = random.Random(SEED)
    for event in rows(f"{source}/flights_us_2001h1.csv.gz"):
        if not "2001-06-05" <= event["timestamp"] < "2001-06-15":
            continue
        is_new = luck.random() < SHARE_OF_V43 and DEPLOYED <= event["timestamp"] < ROLLED_BACK
        is_broken = luck.random() < SHARE_BROKEN and is_new
        distance = "-1" if is_broken else event["distance"]
        yield [event["timestamp"], "v43" if is_new else "v42", event["origin"], distance, event["delay"]]


def main():
    source = sys.argv[1]
    target = sys.argv[2] if len(sys.argv) > 2 else "."
    write(f"{target}/electricity.csv.gz", [*ELECTRICITY, "score", "prediction"], electricity(source))
    header = ["timestamp", "origin", "destination", "distance", "delay", "delayed15"]
    write(f"{target}/flights.csv.gz", header, flights(source))
    header = ["timestamp", "version", "origin", "distance", "delay"]
    write(f"{target}/departures.csv.gz", header, departures(source))


if __name__ == "__main__":
    main()
