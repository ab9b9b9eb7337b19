"""A register of made-up centres, for measuring only: it never enters data/."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.areas import areas
from geodata.codes import Level
from geodata.paths import data_dir


def made_up_data(target: Path, *, centres: int, seed: int = 20260101) -> Path:
    """Copy data/ to `target` with that many made-up public libraries in place of the register's centres."""
    shutil.copytree(data_dir(), target)
    random = np.random.default_rng(seed)
    districts = areas(Level.DISTRICT)
    homes = districts.iloc[random.integers(0, len(districts), centres)]
    template = pd.read_csv(target / "centres.csv", dtype=str).iloc[0]
    rows = pd.DataFrame([template] * centres).reset_index(drop=True)
    rows["centre_id"] = [f"public-library-{position:06d}" for position in range(centres)]
    rows["site_id"] = rows["member_id"] = rows["centre_id"]
    rows["programme_id"] = "public-library"
    rows["name_th"] = [f"ห้องสมุดประชาชนตัวอย่าง {position}" for position in range(centres)]
    rows["name_en"] = [f"Sample library {position}" for position in range(centres)]
    rows["name_status"] = "named"
    rows["province_code"] = homes["parent_code"].to_numpy()
    rows["district_code"] = homes.index.to_numpy()
    rows["longitude"] = np.round(homes["longitude"].to_numpy() + random.normal(0, 0.03, centres), 5)
    rows["latitude"] = np.round(homes["latitude"].to_numpy() + random.normal(0, 0.03, centres), 5)
    rows["location_precision"] = "site"
    rows[["opened_be", "products", "notes"]] = ""
    rows.to_csv(target / "centres.csv", index=False)
    return target
