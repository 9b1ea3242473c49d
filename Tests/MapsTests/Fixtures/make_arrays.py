"""Writes the archives below arrays/."""

import pathlib

import numpy

folder = pathlib.Path(__file__).parent / "arrays"
folder.mkdir(exist_ok=True)
points = numpy.random.default_rng(0).standard_normal((40, 3))
rows = numpy.arange(40)
numpy.savez(
    folder / "known.npz", X=points, y=numpy.array(["cat", "dog"])[rows % 2], target=rows % 3,
    names=numpy.char.add("n", rows.astype(str)), source_id=10**17 + rows, brightness=points[:, 0],
    side=rows % 2)
