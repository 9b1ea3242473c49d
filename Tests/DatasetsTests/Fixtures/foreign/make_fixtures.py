"""Makes the files of other programs in this folder: numpy, astropy, h5py and Pillow write them, the tests read them.

Element (n, h, w, c) of every picture is (7 n + 3 h + 5 w + 11 c) mod 251, so that the tests know all values.
"""

import gzip
import os
import struct
import sys

import h5py
import numpy
from astropy.io import fits
from PIL import Image

here = os.path.dirname(os.path.abspath(__file__))


def path(name):
    full = os.path.join(here, name)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    return full


def pictures(n, h, w, c=None, dtype=numpy.uint8):
    axes = numpy.indices((n, h, w, c or 1))
    values = (7 * axes[0] + 3 * axes[1] + 5 * axes[2] + 11 * axes[3]) % 251
    return (values if c else values[..., 0]).astype(dtype)


def arrays():
    labels = numpy.arange(12) % 3
    numpy.savez_compressed(
        path("dsprites.npz"),
        metadata=numpy.array({"author": "none"}, dtype=object),
        imgs=pictures(12, 8, 8) % 2,
        latents_classes=numpy.stack([labels, labels + 1], 1),
        latents_values=numpy.stack([labels / 2, labels + 0.25], 1),
    )
    numpy.savez(
        path("keras.npz"),
        x_train=pictures(12, 6, 7), y_train=labels.astype(numpy.uint8),
        x_test=pictures(4, 6, 7), y_test=labels[:4].astype(numpy.uint8),
    )
    numpy.savez(path("ambiguous.npz"), a=pictures(6, 4, 4), b=pictures(5, 4, 5))
    numpy.savez(
        path("named.npz"), X=pictures(12, 5, 5, 3, numpy.float64),
        y=numpy.array(["cat", "dog", "cow"])[labels],
        onehot=numpy.eye(3)[labels],
    )
    numpy.save(path("nchw.npy"), numpy.ascontiguousarray(
        pictures(6, 5, 7, 3, numpy.float32).transpose(0, 3, 1, 2)))
    numpy.save(path("hwn.npy"), numpy.ascontiguousarray(
        pictures(40, 5, 5, dtype=">i2").transpose(1, 2, 0)))
    numpy.save(path("fortran.npy"), numpy.asfortranarray(pictures(6, 4, 5, dtype=numpy.float64)))
    numpy.save(path("vectors.npy"), pictures(6, 1, 9, dtype=numpy.float16)[:, 0])
    with gzip.GzipFile(path("vectors.npy.gz"), "wb", mtime=0) as file:
        numpy.save(file, pictures(6, 1, 9, dtype=numpy.float32)[:, 0])
    with gzip.GzipFile(path("table.csv.gz"), "wb", mtime=0) as file:
        file.write(b"a,b,label\n1,2,x\n3,4,y\n5,7,x\n")


def idx(name, array, compressed):
    head = struct.pack(">BBBB", 0, 0, 8, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape)
    body = head + array.tobytes()
    if compressed:
        with gzip.GzipFile(path(name + ".gz"), "wb", mtime=0) as file:
            file.write(body[:100])
        with gzip.GzipFile(path(name + ".gz"), "ab", mtime=0) as file:
            file.write(body[100:])
    else:
        with open(path(name), "wb") as file:
            file.write(body)


def flexible_images():
    def write(name, *units):
        fits.HDUList(list(units)).writeto(path(name), overwrite=True)

    write("image.fits", fits.PrimaryHDU(pictures(1, 6, 7, dtype=numpy.float32)[0]))
    write("cube.fits", fits.PrimaryHDU(pictures(5, 6, 7, dtype=numpy.int16)))
    scaled = fits.PrimaryHDU(pictures(3, 4, 5, dtype=numpy.int16) * 2 + 100)
    scaled.scale("int16", bscale=0.5, bzero=32)
    write("scaled.fits", scaled)
    blank = pictures(3, 4, 5, dtype=numpy.int16)
    blank[1, 2, 3] = blank[2, 0, 0] = -32768
    unit = fits.PrimaryHDU(blank)
    unit.header["BLANK"] = -32768
    write("blank.fits", unit)
    several = [fits.ImageHDU(pictures(3, 4, 5, dtype=numpy.float32)[n], name=f"SCI{n}") for n in range(3)]
    write("extensions.fits", fits.PrimaryHDU(), *several)
    write("rice.fits", fits.PrimaryHDU(),
          fits.CompImageHDU(pictures(5, 16, 16, dtype=numpy.int16), compression_type="RICE_1"))
    n = 6
    columns = [
        fits.Column(name="flux", format="E", unit="mJy", array=numpy.arange(n) * 1.5),
        fits.Column(name="redshift", format="D", array=numpy.arange(n) * 0.25),
        fits.Column(name="count", format="J", array=numpy.arange(n) ** 2),
        fits.Column(name="label", format="6A", array=["spiral", "disc"] * 3),
    ]
    write("table.fits", fits.PrimaryHDU(), fits.BinTableHDU.from_columns(columns, name="CATALOG"))
    stamps = pictures(n, 4, 5, dtype=numpy.float32)
    columns = [
        fits.Column(name="stamp", format="20E", dim="(5,4)", array=stamps),
        fits.Column(name="redshift", format="D", array=numpy.arange(n) * 0.25),
        fits.Column(name="kind", format="J", array=numpy.arange(n) % 2),
    ]
    write("stamps.fits", fits.PrimaryHDU(), fits.BinTableHDU.from_columns(columns, name="STAMPS"))


def hierarchical():
    with h5py.File(path("galaxies.h5"), "w") as file:
        group = file.create_group("train")
        group.create_dataset("images", data=pictures(12, 6, 7, 3), compression="gzip", chunks=(4, 6, 7, 3))
        group.create_dataset("ans", data=numpy.arange(12) % 3)
        file.create_dataset("test/images", data=pictures(4, 6, 7, 3))


def folders():
    classes = ["cats", "dogs"]
    for place, name in enumerate(classes):
        for n in range(3):
            picture = pictures(6, 5, 8)[place * 3 + n]
            os.makedirs(path(f"classes/{name}"), exist_ok=True)
            Image.fromarray(picture).save(path(f"classes/{name}/{n}.png"))
    with open(path("classes/.hidden"), "w") as file:
        file.write("x\n")
    smooth = numpy.indices((4, 16, 16))
    values = (40 * smooth[0] + 4 * smooth[1] + 2 * smooth[2]).astype(numpy.uint8)
    colour = numpy.stack([values, values // 2, 255 - values], -1)
    for n in range(4):
        os.makedirs(path("photographs"), exist_ok=True)
        Image.fromarray(colour[n]).save(path(f"photographs/{n}.jpg"), quality=100, subsampling=0)
    decoded = numpy.stack([numpy.array(Image.open(path(f"photographs/{n}.jpg"))) for n in range(4)])
    numpy.save(path("photographs.npy"), decoded)
    os.makedirs(path("mixed"), exist_ok=True)
    Image.fromarray(pictures(1, 5, 8)[0]).save(path("mixed/a.png"))
    Image.fromarray(pictures(1, 5, 9)[0]).save(path("mixed/b.png"))


arrays()
idx("train-images-idx3-ubyte", pictures(12, 5, 6), True)
idx("train-labels-idx1-ubyte", (numpy.arange(12) % 10).astype(numpy.uint8), True)
idx("t10k-images.idx3-ubyte", pictures(7, 5, 6), False)
idx("t10k-labels.idx1-ubyte", (numpy.arange(7) % 10).astype(numpy.uint8), False)
flexible_images()
hierarchical()
folders()
print(sys.version.split()[0], numpy.__version__, fits.__name__, h5py.__version__)
