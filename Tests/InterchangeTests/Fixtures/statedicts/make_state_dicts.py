"""Trains small autoencoders on blobs and writes their bare weights, and what PyTorch and Keras compute with them.

NAME.safetensors holds the weights in half precision, in the order of the state dict unless the name ends in "-sorted"; NAME.values.safetensors
holds codes z, their samples, and samples x with their codes.
"""
import json
import os
import struct
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

os.environ["KERAS_BACKEND"] = "torch"
FOLDER = os.path.dirname(os.path.abspath(__file__))


def write(path, arrays):
    """Writes safetensors in the given order, which the library's own function sorts."""
    header, data, start = {}, [], 0
    for name, array in arrays.items():
        array = np.ascontiguousarray(array)
        kind = {"float16": "F16", "float32": "F32", "int64": "I64"}[str(array.dtype)]
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [start, start + array.nbytes]}
        start += array.nbytes
        data.append(array.tobytes())
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(data))


def blobs(count, side, generator, factors=3):
    centre = (torch.rand(count, 2, 1, 1, generator=generator) * 0.6 + 0.2) * side
    radius = side * (0.15 + (0.12 * torch.rand(count, 1, 1, generator=generator) if factors > 2 else 0.05))
    y, x = torch.meshgrid(torch.arange(side) + 0.5, torch.arange(side) + 0.5, indexing="ij")
    square = (x - centre[:, 0]) ** 2 + (y - centre[:, 1]) ** 2
    return torch.exp(-square / (2 * radius**2))[:, None]


class Model(nn.Module):
    flat, tanh, labels, plain = False, False, 0, False

    def parts(self, x, y=None):
        h = self.encode(x, y)
        return h if isinstance(h, tuple) else (h, None)


def train(model, side, steps, factors=3, beta=2e-4, rate=3e-3):
    generator = torch.Generator().manual_seed(1)
    optimiser = torch.optim.Adam(model.parameters(), lr=rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    model.train()
    for _ in range(steps):
        x, y = batch(model, side, 64, generator, factors)
        mean, log_variance = model.parts(x, y)
        z = mean
        loss = 0.0
        if log_variance is not None:
            z = mean + torch.exp(0.5 * log_variance) * torch.randn(mean.shape, generator=generator)
            loss = beta * (mean**2 + log_variance.exp() - 1 - log_variance).sum(1).mean()
        loss = loss + F.mse_loss(model.decode(z, y), x)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return float(loss.detach())


def batch(model, side, count, generator, factors=3):
    x = blobs(count, side, generator, factors)
    y = None
    if model.labels:
        label = torch.randint(model.labels, (count,), generator=generator)
        y = F.one_hot(label, model.labels).float()
        x = x * (0.4 + 0.6 * label[:, None, None, None] / (model.labels - 1))
    if model.tanh:
        x = 2 * x - 1
    return (x.flatten(1) if model.flat else x), y


def save(name, model, side, latents, loss, encodes=True, factors=3):
    model.eval()
    model.half().float()
    state = {k: (v.half() if v.is_floating_point() else v).numpy() for k, v in model.state_dict().items()}
    if name.endswith("-sorted"):
        state = dict(sorted(state.items()))
    generator = torch.Generator().manual_seed(2)
    z = torch.randn(2, latents, generator=generator)
    y = F.one_hot(torch.tensor([0, 1]) % model.labels, model.labels).float() if model.labels else None
    values = {"z": z.numpy()}
    with torch.no_grad():
        values["decoded"] = model.decode(z, y).numpy()
        if y is not None:
            values["y"] = y.numpy()
        if encodes:
            x = batch(model, side, 2, generator, factors)[0].half().float()
            values["x"] = x.half().numpy()
            values["mean"] = model.parts(x, y)[0].numpy()
    write(f"{FOLDER}/{name}.safetensors", state)
    write(f"{FOLDER}/{name}.values.safetensors", values)
    print(name, "loss", round(loss, 5))


class Dense(Model):
    """Two latents, as in most examples."""

    flat = True

    def __init__(self):
        super().__init__()
        self.fc1, self.fc_mu, self.fc_var = nn.Linear(256, 24), nn.Linear(24, 2), nn.Linear(24, 2)
        self.fc2, self.fc3 = nn.Linear(2, 24), nn.Linear(24, 256)

    def encode(self, x, y):
        h = F.relu(self.fc1(x))
        return self.fc_mu(h), self.fc_var(h)

    def decode(self, z, y):
        return torch.sigmoid(self.fc3(F.relu(self.fc2(z))))


class Example(Dense):
    """The names of PyTorch's example, which only shapes explain."""

    def __init__(self):
        nn.Module.__init__(self)
        self.fc1, self.fc21, self.fc22 = nn.Linear(256, 20), nn.Linear(20, 3), nn.Linear(20, 3)
        self.fc3, self.fc4 = nn.Linear(3, 20), nn.Linear(20, 256)

    def encode(self, x, y):
        h = F.relu(self.fc1(x))
        return self.fc21(h), self.fc22(h)

    def decode(self, z, y):
        return torch.sigmoid(self.fc4(F.relu(self.fc3(z))))


class Convolutional(Model):
    """Strides 2, batch normalisation, leaky rectifiers, none after the decoder's first layer, tanh."""

    tanh = True

    def __init__(self):
        super().__init__()

        def block(layer, channels):
            return nn.Sequential(layer, nn.BatchNorm2d(channels), nn.LeakyReLU())

        self.encoder = nn.Sequential(
            *[block(nn.Conv2d(a, b, 3, 2, 1), b) for a, b in [(1, 6), (6, 8), (8, 8)]])
        self.fc_mu, self.fc_var = nn.Linear(128, 3), nn.Linear(128, 3)
        self.decoder_input = nn.Linear(3, 128)
        self.decoder = nn.Sequential(
            *[block(nn.ConvTranspose2d(a, b, 3, 2, 1, 1), b) for a, b in [(8, 8), (8, 6)]])
        self.final_layer = nn.Sequential(
            nn.ConvTranspose2d(6, 6, 3, 2, 1, 1), nn.BatchNorm2d(6), nn.LeakyReLU(),
            nn.Conv2d(6, 1, 3, padding=1), nn.Tanh())

    def encode(self, x, y):
        h = self.encoder(x).flatten(1)
        return self.fc_mu(h), self.fc_var(h)

    def decode(self, z, y):
        return self.final_layer(self.decoder(self.decoder_input(z).view(-1, 8, 4, 4)))


class Stranger(Convolutional):
    """The same layers under names that no family has."""

    def __init__(self):
        super().__init__()
        self.enc, self.to_mean, self.to_logvar = self.encoder, self.fc_mu, self.fc_var
        self.dec_in, self.dec, self.dec_out = self.decoder_input, self.decoder, self.final_layer
        for name in ["encoder", "fc_mu", "fc_var", "decoder_input", "decoder", "final_layer"]:
            delattr(self, name)

    def encode(self, x, y):
        h = self.enc(x).flatten(1)
        return self.to_mean(h), self.to_logvar(h)

    def decode(self, z, y):
        return self.dec_out(self.dec(self.dec_in(z).view(-1, 8, 4, 4)))


class BurgessEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 8, 4, 2, 1), nn.Conv2d(8, 8, 4, 2, 1)
        self.conv3 = nn.Conv2d(8, 8, 4, 2, 1)
        self.lin1, self.lin2 = nn.Linear(128, 24), nn.Linear(24, 24)
        self.mu_logvar_gen = nn.Linear(24, 6)

    def forward(self, x):
        for layer in (self.conv1, self.conv2, self.conv3):
            x = F.relu(layer(x))
        x = F.relu(self.lin2(F.relu(self.lin1(x.flatten(1)))))
        return self.mu_logvar_gen(x).view(-1, 3, 2).unbind(-1)


class BurgessDecoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.lin1, self.lin2, self.lin3 = nn.Linear(3, 24), nn.Linear(24, 24), nn.Linear(24, 128)
        self.convT1, self.convT2 = nn.ConvTranspose2d(8, 8, 4, 2, 1), nn.ConvTranspose2d(8, 8, 4, 2, 1)
        self.convT3 = nn.ConvTranspose2d(8, 1, 4, 2, 1)

    def forward(self, z):
        for layer in (self.lin1, self.lin2, self.lin3):
            z = F.relu(layer(z))
        z = F.relu(self.convT2(F.relu(self.convT1(z.view(-1, 8, 4, 4)))))
        return torch.sigmoid(self.convT3(z))


class Burgess(Model):
    """One head whose pairs are mean and log variance."""

    def __init__(self):
        super().__init__()
        self.encoder, self.decoder = BurgessEncoder(), BurgessDecoder()

    def encode(self, x, y):
        return self.encoder(x)

    def decode(self, z, y):
        return self.decoder(z)


class Halves(Model):
    """One head without a name, whose halves are mean and log variance; layers in sequences."""

    flat = True

    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(256, 24), nn.LeakyReLU(0.2), nn.Linear(24, 6))
        self.decoder = nn.Sequential(
            nn.Linear(3, 24), nn.LeakyReLU(0.2), nn.Linear(24, 256), nn.Sigmoid())

    def encode(self, x, y):
        return self.encoder(x).chunk(2, 1)

    def decode(self, z, y):
        return self.decoder(z)


class Plain(Model):
    """No heads, tanh."""

    flat = True

    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Linear(256, 20), nn.Tanh(), nn.Linear(20, 10), nn.Tanh(), nn.Linear(10, 2))
        self.decoder = nn.Sequential(
            nn.Linear(2, 10), nn.Tanh(), nn.Linear(10, 20), nn.Tanh(), nn.Linear(20, 256), nn.Sigmoid())

    def encode(self, x, y):
        return self.encoder(x)

    def decode(self, z, y):
        return self.decoder(z)


class Mixed(Model):
    """Three functions in one network, a linear output."""

    flat = True

    def __init__(self):
        super().__init__()
        self.enc1, self.enc2 = nn.Linear(256, 20), nn.Linear(20, 12)
        self.mu, self.logvar = nn.Linear(12, 2), nn.Linear(12, 2)
        self.dec1, self.dec2, self.dec3 = nn.Linear(2, 12), nn.Linear(12, 20), nn.Linear(20, 256)

    def encode(self, x, y):
        h = torch.tanh(self.enc2(F.elu(self.enc1(x))))
        return self.mu(h), self.logvar(h)

    def decode(self, z, y):
        return self.dec3(F.relu(self.dec2(torch.tanh(self.dec1(z)))))


class Padded(Model):
    """Samples of 28x28 through kernels of 3 with output padding."""

    def __init__(self):
        super().__init__()
        self.encoder_conv1, self.encoder_conv2 = nn.Conv2d(1, 6, 3, 2, 1), nn.Conv2d(6, 8, 3, 2, 1)
        self.z_mean, self.z_log_var = nn.Linear(392, 2), nn.Linear(392, 2)
        self.decoder_fc = nn.Linear(2, 392)
        self.decoder_conv1 = nn.ConvTranspose2d(8, 6, 3, 2, 1, 1)
        self.decoder_conv2 = nn.ConvTranspose2d(6, 1, 3, 2, 1, 1)

    def encode(self, x, y):
        h = F.relu(self.encoder_conv2(F.relu(self.encoder_conv1(x)))).flatten(1)
        return self.z_mean(h), self.z_log_var(h)

    def decode(self, z, y):
        h = F.relu(self.decoder_fc(z)).view(-1, 8, 7, 7)
        return torch.sigmoid(self.decoder_conv2(F.relu(self.decoder_conv1(h))))


class Pooled(Model):
    """Pooling on the way down, repeated pixels on the way up."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 6, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(6, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(128, 2))
        self.decoder = nn.Sequential(
            nn.Linear(2, 128), nn.ReLU(), nn.Unflatten(1, (8, 4, 4)), nn.Upsample(scale_factor=2),
            nn.Conv2d(8, 6, 3, padding=1), nn.ReLU(), nn.Upsample(scale_factor=2),
            nn.Conv2d(6, 1, 3, padding=1), nn.Sigmoid())

    def encode(self, x, y):
        return self.encoder(x)

    def decode(self, z, y):
        return self.decoder(z)


class Conditional(Model):
    """Labels beside samples and codes."""

    flat, labels = True, 4

    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(260, 24)
        self.mean_layer, self.logvar_layer = nn.Linear(24, 2), nn.Linear(24, 2)
        self.decoder = nn.Sequential(nn.Linear(6, 24), nn.ReLU(), nn.Linear(24, 256), nn.Sigmoid())

    def encode(self, x, y):
        h = F.relu(self.encoder(torch.cat([x, y], 1)))
        return self.mean_layer(h), self.logvar_layer(h)

    def decode(self, z, y):
        return self.decoder(torch.cat([z, y], 1))


class Normed(Dense):
    """Weights as directions and norms."""

    def __init__(self):
        super().__init__()
        self.fc2 = nn.utils.parametrizations.spectral_norm(self.fc2)
        self.fc3 = nn.utils.parametrizations.weight_norm(self.fc3)


class Generator(Model):
    """A decoder alone, from one pixel."""

    tanh = True

    def __init__(self):
        super().__init__()
        self.main = nn.Sequential(
            nn.ConvTranspose2d(3, 12, 4, 1, 0, bias=False), nn.BatchNorm2d(12), nn.ReLU(),
            nn.ConvTranspose2d(12, 8, 4, 2, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU(),
            nn.ConvTranspose2d(8, 1, 4, 2, 1, bias=False), nn.Tanh())

    def decode(self, z, y):
        return self.main(z.view(-1, 3, 1, 1))


def train_generator(model, steps):
    """Towards the blob that the normal quantiles of z say."""
    generator = torch.Generator().manual_seed(3)
    optimiser = torch.optim.Adam(model.parameters(), lr=3e-3)
    y, x = torch.meshgrid(torch.arange(16) + 0.5, torch.arange(16) + 0.5, indexing="ij")
    for _ in range(steps):
        z = torch.randn(64, 3, generator=generator)
        u = 0.5 * (1 + torch.erf(z / 2**0.5))
        centre, radius = (0.2 + 0.6 * u[:, :2, None, None]) * 16, 16 * (0.15 + 0.12 * u[:, 2, None, None])
        square = (x - centre[:, 0]) ** 2 + (y - centre[:, 1]) ** 2
        target = 2 * torch.exp(-square / (2 * radius**2))[:, None] - 1
        loss = F.mse_loss(model.decode(z, None), target)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return float(loss.detach())


def keras_model():
    import keras
    from keras import layers

    keras.utils.set_random_seed(4)
    x = layers.Input((16, 16, 1))
    h = layers.Conv2D(6, 3, strides=2, padding="same", activation="relu", name="conv2d")(x)
    h = layers.Conv2D(8, 3, strides=2, padding="same", activation="relu", name="conv2d_1")(h)
    h = layers.Dense(16, activation="relu", name="dense")(layers.Flatten()(h))
    encoder = keras.Model(x, layers.Dense(2, name="z_mean")(h))
    z = layers.Input((2,))
    h = layers.Dense(128, activation="relu", name="dense_1")(z)
    h = layers.Reshape((4, 4, 8))(h)
    for number, channels in [("", 8), ("_1", 6)]:
        h = layers.Conv2DTranspose(
            channels, 3, strides=2, padding="same", activation="relu", name=f"conv2d_transpose{number}")(h)
    decoder = keras.Model(
        z, layers.Conv2DTranspose(1, 3, padding="same", activation="sigmoid", name="conv2d_transpose_2")(h))
    model = keras.Sequential([encoder, decoder])
    model.compile(keras.optimizers.Adam(3e-3), "mse")
    generator = torch.Generator().manual_seed(5)
    data = blobs(4096, 16, generator, 2).permute(0, 2, 3, 1).numpy()
    history = model.fit(data, data, batch_size=64, epochs=20, verbose=0)
    state = {}
    for part in (encoder, decoder):
        for layer in part.layers:
            layer.set_weights([w.astype(np.float16).astype(np.float32) for w in layer.get_weights()])
            for weight, value in zip(layer.weights, layer.get_weights()):
                state[f"{layer.name}/{weight.name}:0"] = value.astype(np.float16)
    z = np.random.default_rng(6).standard_normal((2, 2)).astype(np.float32)
    values = {"z": z, "decoded": np.array(decoder.predict(z, verbose=0)), "x": data[:2]}
    values["mean"] = np.array(encoder.predict(data[:2], verbose=0))
    write(f"{FOLDER}/keras.safetensors", state)
    write(f"{FOLDER}/keras.values.safetensors", values)
    print("keras loss", history.history["loss"][-1])


def main():
    torch.set_num_threads(1)
    only = set(sys.argv[1:])
    models = [
        ("plain-sorted", Plain, 16, 2, 2, 2000), ("mixed", Mixed, 16, 2, 2, 2000),
        ("conditional", Conditional, 16, 2, 2, 1500), ("dense", Dense, 16, 2, 2, 1500),
        ("example", Example, 16, 3, 3, 1500), ("halves", Halves, 16, 3, 3, 1500),
        ("normed", Normed, 16, 2, 2, 1500), ("pooled", Pooled, 16, 2, 2, 700),
        ("padded", Padded, 28, 2, 2, 1200), ("convolutional", Convolutional, 32, 3, 3, 300),
        ("stranger", Stranger, 32, 3, 3, 300), ("burgess-sorted", Burgess, 32, 3, 3, 1000),
    ]
    for name, kind, side, latents, factors, steps in models:
        if only and name not in only:
            continue
        torch.manual_seed(0)
        model = kind()
        save(name, model, side, latents, train(model, side, steps, factors), factors=factors)
    if not only or "generator" in only:
        torch.manual_seed(0)
        model = Generator()
        save("generator", model, 16, 3, train_generator(model, 500), encodes=False)
    if not only or "keras" in only:
        keras_model()


if __name__ == "__main__":
    main()
