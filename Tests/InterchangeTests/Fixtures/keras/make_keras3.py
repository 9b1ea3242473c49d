"""Writes the Keras 3 fixtures beside this file: models, and what Keras computes with them (NAME.npz)."""

import os
import pathlib
import sys
import zipfile

os.environ["KERAS_BACKEND"] = "torch"

import h5py
import keras
import numpy as np
from keras import layers as L

folder = pathlib.Path(__file__).parent
random = np.random.default_rng(7)

# Keras opens its weights with the defaults of h5py, whose groups take kilobytes each.
original = h5py.File.__init__


def compact(self, name, mode="r", **rest):
    original(self, name, mode, **{"libver": ("v110", "v110"), **rest} if mode == "w" else rest)


h5py.File.__init__ = compact


@keras.saving.register_keras_serializable()
class Sampling(L.Layer):
    def call(self, inputs):
        mean, log_variance = inputs
        noise = keras.random.normal(keras.ops.shape(mean))
        return mean + keras.ops.exp(0.5 * log_variance) * noise


def shake(model):
    """Gives every weight a value that an error in its place or order would show."""
    for weight in model.weights:
        values = random.normal(0, 0.4, weight.shape)
        if "variance" in weight.name:
            values = random.uniform(0.5, 2, weight.shape)
        if weight.name == "count" or "seed" in weight.name:
            continue
        weight.assign(values)
    return model


def numbers(*shape):
    return random.normal(0, 1, shape).astype("f4")


def computed(model, *inputs):
    result = model([keras.ops.convert_to_tensor(x) for x in inputs] if len(inputs) > 1 else inputs[0], training=False)
    one = lambda x: keras.ops.convert_to_numpy(x).astype("f4")
    return [one(x) for x in result] if isinstance(result, (list, tuple)) else one(result)


def save(name, model, kind="keras", **arrays):
    model.save(folder / f"{name}.{kind}")
    if arrays:
        np.savez_compressed(folder / f"{name}.npz", **arrays)


def deflate():
    """Compresses all archives but one, as people do who store many of them."""
    for path in folder.glob("*.keras"):
        if path.stem == "vae":
            continue
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def decoder(name, latents, *stack, kind="keras"):
    """A decoder of one stack of layers, with the values that it computes."""
    model = shake(keras.Sequential([keras.Input((latents,)), *stack], name=name))
    z = numbers(3, latents)
    save(name, model, kind, z=z, decoded=computed(model, z))


# A convolutional VAE of two inner models with a layer between them that draws the latents.
x = keras.Input((8, 8, 2))
h = L.Conv2D(3, 3, strides=2, padding="same", activation="relu")(x)
h = L.BatchNormalization()(h)
h = L.Conv2D(4, 4, strides=2, padding="same")(h)
h = L.LeakyReLU()(h)
h = L.Flatten()(h)
mean = L.Dense(3, name="z_mean")(h)
spread = L.Dense(3, name="z_log_var")(h)
encoder = keras.Model(x, [mean, spread, Sampling()([mean, spread])], name="encoder")
z = keras.Input((3,))
h = L.Dense(2 * 2 * 4, activation="gelu")(z)
h = L.Reshape((2, 2, 4))(h)
h = L.Conv2DTranspose(3, 3, strides=2, padding="same")(h)
h = L.BatchNormalization()(h)
h = L.Activation("relu")(h)
h = L.Conv2DTranspose(2, 4, strides=2, padding="same", activation="sigmoid")(h)
generator = keras.Model(z, h, name="decoder")
vae = shake(keras.Model(x, generator(encoder(x)[2]), name="vae"))
z, x = numbers(3, 3), numbers(3, 8, 8, 2)
found = computed(encoder, x)
arrays = dict(z=z, decoded=computed(generator, z), x=x, mean=found[0], log_variance=found[1])
save("vae", vae, **arrays)
save("vae", vae, "h5")
save("encoder", encoder)
save("decoder", generator)
vae.save_weights(folder / "vae.weights.h5")
(folder / "decoder.json").write_text(generator.to_json())
generator.save_weights(folder / "decoder.weights.h5")


@keras.saving.register_keras_serializable()
class VAE(keras.Model):
    def __init__(self, encoder, decoder, **rest):
        super().__init__(**rest)
        self.encoder, self.decoder = encoder, decoder

    def call(self, x):
        return self.decoder(self.encoder(x)[2])

    def get_config(self):
        parts = {"encoder": self.encoder, "decoder": self.decoder}
        return {**super().get_config(), **{k: keras.saving.serialize_keras_object(v) for k, v in parts.items()}}


subclass = VAE(encoder, generator)
subclass(x)
subclass.save(folder / "subclass.keras")


class Opaque(keras.Model):
    def __init__(self):
        super().__init__()
        self.inner = L.Dense(4)

    def call(self, x):
        return self.inner(x)


opaque = Opaque()
opaque(numbers(1, 3))
opaque.save(folder / "opaque.keras")

# A plain autoencoder of pictures in rows, with its code in the middle, one list of layers.
plain = keras.Sequential(
    [keras.Input((784,)), L.Dense(3, activation="elu", name="front"), L.Dropout(0.1), L.Dense(2, name="bottleneck")]
    + [L.Dense(3, activation="tanh"), L.Dense(784, activation="sigmoid")],
    name="plain",
)
shake(plain)
x = numbers(1, 784)
code = plain.get_layer("bottleneck")
front = keras.Model(plain.inputs, code.output)
back = keras.Sequential([keras.Input((2,)), *plain.layers[-2:]])
z = numbers(1, 2)
save("plain", plain, "h5", z=z, decoded=computed(back, z), x=x, mean=computed(front, x))

# One flat graph whose only head is halved in a Lambda; labels go into encoder and decoder.
x, label = keras.Input((12,), name="sample"), keras.Input((3,), name="label")
h = L.Dense(8, activation="softplus")(L.Concatenate()([x, label]))
heads = L.Dense(4, name="heads")(h)
z = L.Lambda(lambda h: h[:, :2], name="draw", output_shape=(2,))(heads)
h = L.Dense(8, activation="silu")(L.Concatenate()([z, label]))
h = L.Dense(12, name="out")(h)
flat = shake(keras.Model([x, label], h, name="flat"))
x, y = numbers(3, 12), np.eye(3, dtype="f4")
front = keras.Model(flat.inputs, heads)
joined = computed(front, x, y)
zi, yi = keras.Input((2,)), keras.Input((3,))
dense = [layer for layer in flat.layers if isinstance(layer, L.Dense)]
back = keras.Model([zi, yi], dense[3](dense[2](L.Concatenate()([zi, yi]))))
z = numbers(3, 2)
save("flat", flat, z=z, y=y, decoded=computed(back, z, y), x=x, mean=joined[:, :2], log_variance=joined[:, 2:])

# A decoder with a label that an Embedding reads.
z, label = keras.Input((2,)), keras.Input((1,), dtype="int32", name="digit")
row = L.Flatten()(L.Embedding(4, 5)(label))
h = L.Multiply()([L.Dense(5)(z), row])
h = L.Reshape((3, 2))(L.Dense(6, activation="hard_sigmoid")(h))
labelled = shake(keras.Model([z, label], h, name="labelled"))
z = numbers(4, 2)
digits = np.arange(4, dtype="i4").reshape(4, 1)
decoded = computed(labelled, z, digits)
save("labelled", labelled, z=z, y=np.eye(4, dtype="f4"), decoded=decoded)

# A deviation in place of a log variance, a curve of one channel, shared layers.
x = keras.Input((12, 1), name="curve")
h = L.Conv1D(2, 3, strides=2, padding="same", activation="selu")(x)
h = L.MaxPooling1D(2)(h)
h = L.Flatten()(h)
shared = L.Dense(4, activation="tanh", name="shared")
h = L.Dense(4)(h)
h = L.Add()([shared(h), shared(shared(h))])
mean = L.Dense(2, name="mu")(h)
deviation = L.Dense(2, activation="softplus", name="sigma")(h)
z = Sampling(name="z")([mean, deviation])
decode = keras.Sequential(
    [keras.Input((2,)), L.Dense(6), L.Reshape((3, 2)), L.Conv1DTranspose(2, 3, strides=2, padding="same")]
    + [L.ReLU(max_value=1.5), L.UpSampling1D(2), L.Conv1D(1, 3, padding="same", activation="tanh")],
    name="curve_decoder",
)
curve = shake(keras.Model(x, decode(z), name="curve"))
x, z = numbers(3, 12, 1), numbers(3, 2)
found = computed(keras.Model(curve.inputs, [mean, deviation]), x)
save("curve", curve, z=z, decoded=computed(decode, z), x=x, mean=found[0], log_variance=2 * np.log(found[1]))

# The mean over padded windows is compared where the padding is the same on both sides: elsewhere the backends of Keras differ.
decoder(
    "pictures", 3, L.Dense(3 * 3 * 4), L.PReLU(), L.Reshape((3, -1, 4)), L.UpSampling2D(2, interpolation="bilinear"),
    L.Conv2D(4, (3, 2), dilation_rate=2, padding="same"), L.GroupNormalization(groups=2), L.ZeroPadding2D(((1, 0), (2, 1))),
    L.Conv2D(4, 3, groups=2), L.ELU(alpha=0.7), L.UpSampling2D((2, 1)), L.Cropping2D(((1, 2), (2, 2))),
    L.AveragePooling2D(3, strides=2, padding="same"), L.SeparableConv2D(3, 3, padding="same"), L.LayerNormalization(),
    L.Conv2D(1, 1, activation=L.LeakyReLU(negative_slope=0.1)), L.Rescaling(20, offset=-0.25),
)
decoder(
    "strides", 2, L.Dense(2 * 3 * 2, activation="exponential"), L.Reshape((2, 3, 2)), L.Conv2DTranspose(2, (2, 3), strides=3),
    L.Conv2DTranspose(3, 5, strides=2, padding="same", output_padding=1), L.Activation("softsign"),
    L.Conv2DTranspose(2, 3, strides=2, padding="valid", output_padding=(1, 0)), L.DepthwiseConv2D(3, depth_multiplier=2, strides=2),
    L.Permute((2, 1, 3)), L.MaxPooling2D(2, padding="same"), L.Conv2D(3, 3, activation="tanh"),
)
decoder(
    "vectors", 4, L.RepeatVector(3), L.Dense(5, activation="mish"), L.Flatten(), L.BatchNormalization(scale=False, epsilon=0.01),
    L.Dense(6, activation="leaky_relu", use_bias=False), L.Dense(7, activation="relu6"), L.Softmax(), kind="h5",
)

channels = keras.Sequential(
    [keras.Input((2,)), L.Dense(8), L.Reshape((2, 2, 2)), L.Conv2DTranspose(3, 3, strides=2, padding="same", data_format="channels_first")]
    + [L.BatchNormalization(axis=1), L.Activation("sigmoid")],
    name="channels_first",
)
z = numbers(3, 2)
save("channels_first", shake(channels), z=z, decoded=computed(channels, z))

# What has no latents that are a vector, or no decoder.
x = keras.Input((4, 4, 1))
save("classifier", keras.Sequential([x, L.Conv2D(2, 3), L.Flatten(), L.Dense(3, activation="softmax")]))
save("spatial", keras.Sequential([keras.Input((4, 4, 1)), L.Conv2D(2, 3, strides=2, padding="same"), L.Conv2DTranspose(1, 3, strides=2, padding="same")]))
recurrent = keras.Sequential([keras.Input((2,)), L.RepeatVector(3), L.SimpleRNN(4, name="memory"), L.Dense(5)])
save("recurrent", recurrent)
deflate()
print(sys.version.split()[0], "keras", keras.__version__, "h5py", h5py.__version__, "numpy", np.__version__)
