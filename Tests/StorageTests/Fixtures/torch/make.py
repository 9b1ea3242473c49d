"""Writes the fixtures of PyTorch's formats, each with the values that PyTorch reads from it in NAME.npz."""

import argparse
import collections
import io
import pickle
import sys
import types

import numpy
import torch
from torch import nn

torch.manual_seed(0)
# Legacy files hold the source text of every class; these hold a text in its place.
torch.serialization.get_source_lines_and_file = lambda *_: (["class: ..."], 0, "source.py")


def save(name, content, expected=None, **options):
    torch.save(content, name, **options)
    expect(name, expected if expected is not None else content)


def expect(name, tensors):
    stem = name.rsplit(".", 1)[0]
    numpy.savez_compressed(
        stem + ".npz", **{key: value.detach().to(torch.float32).numpy() for key, value in tensors.items()})


old = {"_use_new_zipfile_serialization": False}

# A state dict in both containers.
mlp = nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5), nn.Linear(5, 2))
mlp(torch.randn(8, 3))
save("mlp.pt", mlp.state_dict())
save("mlp-legacy.pt", mlp.state_dict(), **old)

# Element types and views.
base = torch.arange(24, dtype=torch.float32) / 7
views = {
    "f64": torch.tensor([[0.1, -2.5e-3], [1e30, 3.0]], dtype=torch.float64),
    "f16": torch.tensor([0.5, -65504.0, 6e-8], dtype=torch.float16),
    "bf16": torch.tensor([[1.5, -3e38, 1e-30]], dtype=torch.bfloat16),
    "i64": torch.tensor([-(2**40), 7]),
    "i32": torch.tensor([-5, 2**30], dtype=torch.int32),
    "i16": torch.tensor([-300, 300], dtype=torch.int16),
    "i8": torch.tensor([-128, 127], dtype=torch.int8),
    "u8": torch.tensor([0, 255], dtype=torch.uint8),
    "bool": torch.tensor([True, False, True]),
    "u16": torch.tensor([65535, 1], dtype=torch.uint16),
    "scalar": torch.tensor(2.25),
    "empty": torch.zeros(0, 3),
    "whole": base,
    "transposed": base.reshape(4, 6).t(),
    "permuted": base.reshape(2, 3, 4).permute(2, 0, 1),
    "offset": base[5:11],
    "stepped": base[1::5],
    "columns": base.reshape(4, 6)[:, 2:4],
    "expanded": base[3:6].reshape(3, 1).expand(3, 4),
    "parameter": nn.Parameter(base[:4].clone()),
}
save("views.pt", views)
legacy = {key: value for key, value in views.items() if key not in ("u16", "bool")}
save("views-legacy.pt", legacy, **old)
save("complex.pt", {"a": torch.tensor([1.0]), "c": torch.tensor([1 + 2j])}, {"a": torch.tensor([1.0])})

# What stands around a model.
weights = {"encoder.0.weight": torch.randn(4, 6), "decoder.0.weight": torch.randn(6, 4)}
optimizer = torch.optim.Adam([nn.Parameter(torch.zeros(3))])
optimizer.param_groups[0]["params"][0].grad = torch.ones(3)
optimizer.step()
save(
    "checkpoint.pth",
    {
        "epoch": 12,
        "model_state_dict": {"module." + key: value for key, value in weights.items()},
        "optimizer_state_dict": optimizer.state_dict(),
        "ema_state_dict": {key: value * 2 for key, value in weights.items()},
        "MINVAL": numpy.float32(-1.5),
        "MAXVAL": torch.tensor(4.5),
        "history": {"loss": [float(i) for i in range(40)]},
        "name": "vae é",
        "shape": torch.Size([1, 28, 28]),
        "args": argparse.Namespace(latent_dim=4, lr=1e-3, beta=None, name="x"),
    },
    weights,
)
save(
    "lightning.ckpt",
    {
        "epoch": 3,
        "global_step": 100,
        "pytorch-lightning_version": "2.1.0",
        "state_dict": {
            **{"model._orig_mod." + key: value for key, value in weights.items()},
            "lpips.net.0.weight": torch.zeros(7),
        },
        "optimizer_states": [optimizer.state_dict()],
        "lr_schedulers": [],
        "hparams_name": "kwargs",
        "hyper_parameters": {"latent_dim": 4, "model": {"width": 32}, "act": nn.ReLU, "sizes": [8, 16]},
    },
    weights,
)
save(
    "parts.pt",
    {
        "encoder_state_dict": {"0.weight": weights["encoder.0.weight"]},
        "decoder_state_dict": {"0.weight": weights["decoder.0.weight"]},
        "latent_dim": 4,
    },
    weights,
)

# Whole modules.
vae = nn.Sequential(
    collections.OrderedDict(
        encoder=nn.Sequential(nn.Conv2d(1, 2, 3, stride=2, padding=1), nn.LeakyReLU(0.2), nn.Flatten(), nn.Linear(8, 2)),
        decoder=nn.Sequential(nn.Linear(2, 8), nn.Unflatten(1, (2, 2, 2)), nn.ConvTranspose2d(2, 1, 4, 2, 1), nn.Sigmoid()),
    )
)
save("module.pt", vae, vae.state_dict())
save("module-legacy.pt", vae, vae.state_dict(), **old)
torch.save({"model": vae, "epoch": 3}, "module-within.pt")
expect("module-within.pt", vae.state_dict())
torch.jit.script(vae).save("script.pt")
expect("script.pt", vae.state_dict())

# Plain pickles.
with open("state.pkl", "wb") as file:
    pickle.dump({"net." + key: value for key, value in {**weights, "view": base.reshape(4, 6).t()}.items()}, file)
expect("state.pkl", {**weights, "view": base.reshape(4, 6).t()})
with open("numpy.pkl", "wb") as file:
    pickle.dump({"x": numpy.zeros((2, 3), numpy.float32), "n": 3}, file)


main = types.ModuleType("mynet")


class Net:
    pass


Net.__module__ = "mynet"
Net.__qualname__ = "Net"
main.Net = Net
sys.modules["mynet"] = main
net = Net()
net.width = 3
with open("own-class.pkl", "wb") as file:
    pickle.dump(net, file)

# The same data by every protocol.
data = {
    "none": None, "true": True, "false": False, "small": 7, "byte": 255, "short": 65535, "negative": -3,
    "int": 2**31 - 1, "long": 2**40, "longest": -(2**63), "huge": 2**100, "float": 0.1, "text": "a\né\u4e2d\U0001f600\\", "empty": "",
    "list": [1, [2, []]], "tuple": (), "one": (1,), "two": (1, 2), "three": (1, 2, 3), "four": (1, 2, 3, 4), "dict": {"a": {}},
    "set": {5}, "frozen": frozenset([6]), "bytes": b"\x00\xff", "ordered": collections.OrderedDict([("x", 1), ("y", 2)]),
    "object": net,
}
data["again"] = data["list"]
for protocol in range(6):
    with open(f"protocol{protocol}.pkl", "wb") as file:
        pickle.dump(data, file, protocol)
