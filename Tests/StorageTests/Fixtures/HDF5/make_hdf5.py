"""Writes the fixtures of HDF5 beside this file, with h5py."""

import pathlib

import h5py
import numpy as np

folder = pathlib.Path(__file__).parent


def values(shape, kind):
    """0, 1, 2, ... in the given type."""
    return np.arange(np.prod(shape)).reshape(shape).astype(kind)


with h5py.File(folder / "arrays.h5", "w", libver=("earliest", "v110")) as file:
    file.attrs["title"] = "arrays of every kind"
    file.attrs["fixed"] = np.array([b"alpha", b"be", b""], dtype="S5")
    file.attrs["numbers"] = np.array([1.5, -2.0])
    file.attrs["count"] = 7
    file.attrs["words"] = ["one", "zwei", "três"]
    file.attrs["flag"] = np.True_
    numbers = file.create_group("numbers")
    for kind in ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", ">f4", ">i2"]:
        numbers[kind.replace(">", "big-")] = values((2, 3), kind) - (0 if kind[0] == "u" else 2)
    numbers["truth"] = np.array([True, False, True])
    numbers["scalar"] = np.float64(2.5)
    numbers["none"] = np.zeros((0, 4), "f4")
    numbers["null"] = h5py.Empty("f4")
    chunked = file.create_group("chunked")
    chunked.create_dataset("gzip", data=values((10, 4, 4), "f4"), chunks=(3, 4, 4), compression="gzip", shuffle=True)
    chunked.create_dataset("sum", data=values((6,), "i4"), chunks=(4,), fletcher32=True)
    chunked.create_dataset("lzf", data=values((64,), "i4"), chunks=(64,), compression="lzf")
    texts = file.create_group("texts")
    texts["fixed"] = np.array([b"ab", b"cde"], dtype="S4")
    texts["variable"] = ["spiral", "elliptical", "ä"]
    other = file.create_group("other")
    other["compound"] = np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f4")])
    other["complex"] = np.array([1 + 2j])
    other["soft"] = h5py.SoftLink("/numbers/i4")
    other["nowhere"] = h5py.SoftLink("/missing")
    other["outside"] = h5py.ExternalLink("/etc/passwd", "/")
    other["through"] = h5py.SoftLink("/other/outside/data")
    other["self"] = other
    other["type"] = np.dtype("f8")
    other.create_dataset("elsewhere", (2,), "u1", external=[("/etc/passwd", 0, 2)])
    layout = h5py.VirtualLayout((2, 3), "f4")
    layout[:] = h5py.VirtualSource("arrays.h5", "numbers/f4", (2, 3))
    other.create_virtual_dataset("virtual", layout)

with h5py.File(folder / "latest.h5", "w", libver="latest", track_order=True) as file:
    for name in ["zebra", "ant", "mole"]:
        file[name] = values((2,), "f4")

with h5py.File(folder / "huge.h5", "w", libver=("v110", "v110")) as file:
    file.create_dataset("images", (1 << 40, 64, 64), "f4")
    file.create_dataset("chunk", (1 << 40,), "f4", chunks=(1 << 28,), compression="gzip")

with h5py.File(folder / "deep.h5", "w", libver="latest") as file:
    file.create_group("/".join(["g"] * 40))

with h5py.File(folder / "wide.h5", "w", libver="latest") as file:
    # Every group leads twice to the next, so that paths double with each of 24 levels.
    group = file
    for _ in range(24):
        following = group.create_group("a")
        group["b"] = following
        group = following

with h5py.File(folder / "newer.h5", "w", libver="latest") as file:
    # Chunks as only HDF5 2.0 and later read them.
    file.create_dataset("chunk", (1 << 40,), "f4", chunks=(1 << 28,), compression="gzip")
