"""Writes whole modules, each with a sample, a code and what PyTorch computes of them in NAME.npz."""

import sys
import types

import numpy
import torch
from torch import nn

torch.manual_seed(0)
user = types.ModuleType("usernet")
sys.modules["usernet"] = user


def of_user(kind):
    """Makes a class one of a module that is not there when the file is read."""
    kind.__module__ = "usernet"
    kind.__qualname__ = kind.__name__
    setattr(user, kind.__name__, kind)
    return kind


def train(model, shape):
    """Gives the statistics of the normalisations other values than their first ones."""
    model.train()
    with torch.no_grad():
        for _ in range(3):
            model(torch.rand(8, *shape))
    model.eval()


def save(name, model, arrays):
    torch.save(model, name + ".pt")
    numpy.savez_compressed(name + ".npz", **{key: value.detach().numpy() for key, value in arrays.items()})


def save_decoder(name, decoder, latents):
    train(decoder, [latents])
    z = torch.randn(3, latents)
    save(name, decoder, {"z": z, "sample": decoder(z)})


def save_autoencoder(name, model, shape, encode, decode, latents):
    train(model, shape)
    x, z = torch.rand(3, *shape), torch.randn(3, latents)
    codes = encode(x)
    codes = codes if isinstance(codes, tuple) else (codes,)
    names = ["mean", "log_variance"] if len(codes) == 2 else ["code"]
    save(name, model, {"x": x, "z": z, "sample": decode(z), **dict(zip(names, codes))})


# Every layer of pictures, on the way down and on the way up.
save_decoder("layers", nn.Sequential(
    nn.Linear(3, 24), nn.LayerNorm(24), nn.ELU(0.7), nn.Dropout(0.3), nn.Linear(24, 36, bias=False), nn.BatchNorm1d(36),
    nn.SELU(), nn.Unflatten(1, (4, 3, 3)),
    nn.ConvTranspose2d(4, 6, (3, 4), stride=2, padding=1, output_padding=(1, 0)), nn.GroupNorm(3, 6), nn.SiLU(),
    nn.Conv2d(6, 8, 3, padding=1, groups=2, dilation=1), nn.InstanceNorm2d(8, affine=True), nn.PReLU(8),
    nn.Conv2d(8, 8, (3, 5), padding="same", dilation=2), nn.Mish(), nn.Upsample(scale_factor=2, mode="nearest"),
    nn.Conv2d(8, 8, 3, padding=1, padding_mode="reflect"), nn.BatchNorm2d(8, eps=1e-2), nn.GELU(), nn.PixelShuffle(2),
    nn.ReflectionPad2d((1, 2, 0, 3)), nn.Conv2d(2, 3, 3), nn.Hardswish(), nn.MaxPool2d(3, 2, padding=1, ceil_mode=True),
    nn.Softplus(beta=2), nn.AvgPool2d(2, stride=1, padding=1, count_include_pad=False), nn.Hardtanh(-0.5, 3),
    nn.Upsample(scale_factor=2, mode="bilinear"), nn.ZeroPad2d(1), nn.GELU("tanh"), nn.Hardsigmoid(), nn.ReLU6(),
    nn.Identity(), nn.Conv2d(3, 1, 1), nn.LeakyReLU(0.3), nn.Tanh()), 3)
save_decoder("curve", nn.Sequential(
    nn.Linear(2, 12), nn.PReLU(), nn.Unflatten(1, (3, 4)), nn.ConvTranspose1d(3, 4, 4, 2, 1), nn.BatchNorm1d(4), nn.ReLU(),
    nn.Linear(8, 10), nn.AdaptiveAvgPool1d(5), nn.Flatten(), nn.Softmax(1)), 2)

# An autoencoder of dense layers without names, cut at its narrowest.
dense = nn.Sequential(nn.Linear(20, 8), nn.ReLU(), nn.Linear(8, 2), nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 20), nn.Sigmoid())
save_autoencoder("dense", dense, [20], dense[:3], dense[3:], 2)


@of_user
class VAE(nn.Module):
    """Encoder, heads, a dense layer and a decoder, with a view between them."""

    def __init__(self):
        super().__init__()
        self.latent_dim = 3
        self.encoder = nn.Sequential(
            nn.Sequential(nn.Conv2d(1, 4, 3, 2, 1), nn.BatchNorm2d(4), nn.LeakyReLU()),
            nn.Sequential(nn.Conv2d(4, 6, 3, 2, 1), nn.BatchNorm2d(6), nn.LeakyReLU()))
        self.fc_mu = nn.Linear(6 * 4 * 4, 3)
        self.fc_var = nn.Linear(6 * 4 * 4, 3)
        self.decoder_input = nn.Linear(3, 6 * 4 * 4)
        self.decoder = nn.Sequential(nn.ConvTranspose2d(6, 4, 3, 2, 1, 1), nn.BatchNorm2d(4), nn.LeakyReLU())
        self.final_layer = nn.Sequential(nn.ConvTranspose2d(4, 1, 4, 2, 1), nn.Sigmoid())
        self.criterion = nn.MSELoss()

    def encode(self, x):
        h = self.encoder(x).flatten(1)
        return self.fc_mu(h), self.fc_var(h)

    def decode(self, z):
        return self.final_layer(self.decoder(self.decoder_input(z).view(-1, 6, 4, 4)))

    def forward(self, x):
        return self.decode(self.encode(x)[0])


vae = VAE()
save_autoencoder("vae", vae, [1, 16, 16], vae.encode, vae.decode, 3)


@of_user
class View(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def forward(self, x):
        return x.view(self.size)


@of_user
class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(64, 16), nn.Tanh(), nn.Linear(16, 8))

    def forward(self, x):
        return self.net(x)


@of_user
class Joint(nn.Module):
    """Mean and log variance in one head, and a decoder that views its vector as a picture."""

    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.decoder = nn.Sequential(nn.Linear(4, 32), nn.ReLU(), View((-1, 2, 4, 4)), nn.ConvTranspose2d(2, 1, 4, 2, 1))

    def forward(self, x):
        return self.decoder(self.encoder(x)[:, :4])


joint = Joint()
save_autoencoder("joint", joint, [1, 8, 8], lambda x: tuple(joint.encoder(x).split(4, 1)), joint.decoder, 4)


@of_user
class Conditional(nn.Module):
    """Labels behind the pixels and behind the latents."""

    def __init__(self):
        super().__init__()
        self.enc = nn.Sequential(nn.Linear(64 + 5, 12), nn.ReLU())
        self.z_mean = nn.Linear(12, 2)
        self.z_log_var = nn.Linear(12, 2)
        self.dec = nn.Sequential(nn.Linear(2 + 5, 12), nn.ReLU(), nn.Linear(12, 64), nn.Sigmoid())

    def forward(self, x, c):
        h = self.enc(torch.cat([x, c], 1))
        return self.dec(torch.cat([self.z_mean(h), c], 1))


conditional = Conditional()
x, z, label = torch.rand(3, 64), torch.randn(3, 2), torch.eye(5)[[0, 3, 4]]
h = conditional.enc(torch.cat([x, label], 1))
save("conditional", conditional, {
    "x": x, "z": z, "label": label, "sample": conditional.dec(torch.cat([z, label], 1)),
    "mean": conditional.z_mean(h), "log_variance": conditional.z_log_var(h)})


@of_user
class Spatial(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(1, 4, 3, 1, 1), nn.ReLU(), nn.Conv2d(4, 2, 3, 1, 1))
        self.decoder = nn.Sequential(nn.ConvTranspose2d(2, 4, 4, 2, 1), nn.ReLU(), nn.ConvTranspose2d(4, 1, 4, 2, 1))


@of_user
class Functional(nn.Module):
    """The form of PyTorch's own example, whose activations are calls and no modules."""

    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(64, 16)
        self.fc_mu = nn.Linear(16, 2)
        self.fc_logvar = nn.Linear(16, 2)
        self.fc3 = nn.Linear(2, 16)
        self.fc4 = nn.Linear(16, 64)


@of_user
class Strangers(nn.Module):
    """An encoder and a decoder that do not belong together."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(64, 3))
        self.decoder = nn.Sequential(nn.Linear(2, 64))


torch.save(Spatial(), "spatial.pt")
torch.save(Functional(), "functional.pt")
torch.save(Strangers(), "strangers.pt")
torch.save(nn.Sequential(nn.Linear(16, 8), nn.ReLU(), nn.Linear(8, 4)), "classifier.pt")
torch.save(nn.Sequential(nn.Linear(2, 4), nn.LSTM(4, 2)), "recurrent.pt")
