"""Writes the Keras 2 fixtures beside this file: models, and what Keras computes with them (NAME.npz)."""

import os
import pathlib
import sys
import zipfile

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import h5py
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers as L

folder = pathlib.Path(__file__).parent
random = np.random.default_rng(11)
original = h5py.File.__init__


def compact(self, name, mode="r", *rest, **named):
    original(self, name, mode, *rest, **({"libver": ("v110", "v110"), **named} if mode == "w" else named))


h5py.File.__init__ = compact


def shake(model):
    for weight in model.weights:
        values = random.normal(0, 0.4, weight.shape)
        weight.assign(random.uniform(0.5, 2, weight.shape) if "variance" in weight.name else values)
    return model


def numbers(*shape):
    return random.normal(0, 1, shape).astype("f4")


def sample(arguments):
    mean, log_variance = arguments
    return mean + tf.exp(0.5 * log_variance) * tf.random.normal(tf.shape(mean))


# As in the examples of Keras 2: inner models, a Lambda between them, batch normalisation that the outer file lists last, a part that is not trained.
x = keras.Input((6, 6, 1))
h = L.Conv2D(2, 3, strides=2, padding="same", name="down")(x)
h = L.BatchNormalization(name="norm")(h)
h = L.LeakyReLU()(h)
h = L.Flatten()(h)
h = L.Dense(5, activation="relu", name="frozen", trainable=False)(h)
mean, spread = L.Dense(2, name="z_mean")(h), L.Dense(2, name="z_log_var")(h)
encoder = keras.Model(x, [mean, spread, L.Lambda(sample, output_shape=(2,), name="z")([mean, spread])], name="encoder")
z = keras.Input((2,), name="z_sampling")
h = L.Dense(9 * 2, activation="hard_sigmoid")(z)
h = L.Reshape((3, 3, 2))(h)
h = L.BatchNormalization()(h)
h = L.Conv2DTranspose(2, 3, activation="swish", strides=2, padding="same")(h)
h = L.Conv2DTranspose(1, 3, activation="sigmoid", padding="same")(h)
decoder = keras.Model(z, h, name="decoder")
vae = shake(keras.Model(x, decoder(encoder(x)[2]), name="vae"))
x, z = numbers(3, 6, 6, 1), numbers(3, 2)
found = encoder(x, training=False)
np.savez_compressed(
    folder / "keras2.npz", z=z, decoded=decoder(z, training=False), x=x, mean=found[0], log_variance=found[1]
)
vae.save(folder / "keras2.h5")
vae.save(folder / "keras2.keras")
vae.save_weights(folder / "keras2_weights.h5")
(folder / "keras2.json").write_text(vae.to_json())

# One Sequential whose layers have no Input before them, an operator that is no layer, and a model that is called twice.
block = keras.Sequential([L.Dense(4, activation="tanh")], name="block")
x = keras.Input((4,), name="row")
h = block(block(x))
mean = L.Dense(2, name="mu")(h)
deviation = L.Dense(2, name="log_sigma")(h)
z = mean + tf.exp(deviation) * tf.random.normal((2,))
out = keras.Sequential([L.Dense(3, activation="selu"), L.Dense(4)], name="rows")
rows = shake(keras.Model(x, out(z), name="table"))
x, z = numbers(3, 4), numbers(3, 2)
found = keras.Model(rows.inputs, [mean, deviation])(x)
np.savez_compressed(
    folder / "keras2_table.npz", z=z, decoded=out(z), x=x, mean=found[0], log_variance=2 * found[1]
)
rows.save(folder / "keras2_table.h5")
# Windows that are padded more behind than before.
windows = shake(keras.Sequential(
    [keras.Input((2,)), L.Dense(4 * 6 * 2), L.Reshape((4, 6, 2)), L.AveragePooling2D(3, strides=2, padding="same")]
    + [L.Conv2DTranspose(2, 4, strides=3, padding="same"), L.MaxPooling2D(3, strides=2, padding="same")]
    + [L.Conv2D(2, 4, padding="same", activation="elu"), L.UpSampling2D(2, interpolation="bilinear")],
    name="windows",
))
z = numbers(3, 2)
np.savez_compressed(folder / "keras2_windows.npz", z=z, decoded=windows(z, training=False))
windows.save(folder / "keras2_windows.h5")
for path in folder.glob("keras2*.keras"):
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
print(sys.version.split()[0], "tensorflow", tf.__version__, "h5py", h5py.__version__)
