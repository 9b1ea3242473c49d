"""Writes small ONNX models of the kinds that people export, with the inputs and outputs of ONNX Runtime in expected.npz.

Weights are drawn with a fixed seed, so that no model has learned anything; what is compared is arithmetic.
"""
import os, warnings
import numpy as np, onnx, onnxruntime, torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper

from torch import nn

warnings.filterwarnings("ignore")
torch.manual_seed(7)
arrays = {}


def fill(module):
    for m in module.modules():
        if isinstance(m, (nn.BatchNorm1d, nn.BatchNorm2d)):
            m.running_mean.uniform_(-0.5, 0.5)
            m.running_var.uniform_(0.5, 2)
            m.weight.data.uniform_(0.5, 1.5)
            m.bias.data.uniform_(-0.5, 0.5)
    return module.eval()


def run(path, **feeds):
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    names = [o.name for o in session.get_outputs()]
    return dict(zip(names, session.run(None, feeds)))


def record(name, path, feeds, keep=None):
    for key, value in feeds.items():
        arrays[f"{name}/in/{key}"] = value
    for key, value in run(path, **feeds).items():
        if keep is None or key in keep:
            arrays[f"{name}/out/{key}"] = np.ascontiguousarray(value, dtype=np.float32)


def export(name, module, shapes, inputs, outputs, opset=17, dynamo=False, batch=None, keep=None, rows=3, **options):
    module = fill(module)
    count = batch or 1
    examples = tuple(torch.randn(count, *s) for s in shapes)
    path = f"{name}.onnx"
    if dynamo:
        dims = None if batch else tuple({0: torch.export.Dim.DYNAMIC} for _ in shapes)
        program = torch.onnx.export(module, tuple(torch.randn(2, *s) for s in shapes) if not batch else examples, dynamo=True, opset_version=opset,
                                    input_names=inputs, output_names=outputs, dynamic_shapes=dims, verbose=False, external_data=options.get("external", False))
        program.save(path, external_data=options.get("external", False))
    else:
        axes = None if batch else {n: {0: "n"} for n in inputs + outputs}
        torch.onnx.export(module, examples, path, opset_version=opset, input_names=inputs, output_names=outputs, dynamic_axes=axes, dynamo=False)
    model = onnx.load(path, load_external_data=False)
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    for value in model.graph.value_info:
        del value.metadata_props[:]
    del model.graph.value_info[:]
    del model.metadata_props[:]
    onnx.save(model, path)
    record(name, path, {n: np.random.default_rng(1).standard_normal((batch or rows, *s)).astype(np.float32) for n, s in zip(inputs, shapes)}, keep)


class VAE(nn.Module):
    """Two latents, 64 numbers, as in the tutorials."""

    def __init__(self, logvar=True):
        super().__init__()
        self.fc1, self.fc_mu, self.fc_logvar = nn.Linear(64, 12), nn.Linear(12, 2), nn.Linear(12, 2)
        self.fc3, self.fc4 = nn.Linear(2, 12), nn.Linear(12, 64)

    def forward(self, x):
        h = F.relu(self.fc1(x))
        mu, logvar = self.fc_mu(h), self.fc_logvar(h)
        std = torch.exp(0.5 * logvar)
        z = mu + torch.randn_like(std) * std
        return torch.sigmoid(self.fc4(F.relu(self.fc3(z)))), mu, logvar


class BurgessDecoder(nn.Module):
    def __init__(self, c=4):
        super().__init__()
        self.shape = (c, 4, 4)
        self.lin1, self.lin2, self.lin3 = nn.Linear(3, 16), nn.Linear(16, 16), nn.Linear(16, c * 16)
        self.up = nn.ModuleList([nn.ConvTranspose2d(c, c if i < 3 else 1, 4, 2, 1) for i in range(4)])

    def forward(self, z):
        x = F.relu(self.lin3(F.relu(self.lin2(F.relu(self.lin1(z)))))).view(z.size(0), *self.shape)
        for i, layer in enumerate(self.up):
            x = layer(x)
            x = F.relu(x) if i < 3 else torch.sigmoid(x)
        return x


class BurgessEncoder(nn.Module):
    """One head of 2 L in turns, as in disentangling-vae."""

    def __init__(self, c=4):
        super().__init__()
        self.down = nn.ModuleList([nn.Conv2d(1 if i == 0 else c, c, 4, 2, 1) for i in range(4)])
        self.lin1, self.gen = nn.Linear(c * 16, 16), nn.Linear(16, 6)

    def forward(self, x):
        for layer in self.down:
            x = F.relu(layer(x))
        x = self.gen(F.relu(self.lin1(x.view(x.size(0), -1))))
        return x


class NormDecoder(nn.Module):
    """Convolution, batch normalisation, activation; output padding that differs by axis."""

    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 4 * 4 * 3)
        self.net = nn.Sequential(
            nn.ConvTranspose2d(4, 6, 3, 2, 1, output_padding=(1, 0)), nn.BatchNorm2d(6), nn.LeakyReLU(0.2),
            nn.ConvTranspose2d(6, 3, 3, (2, 1), (1, 0), output_padding=(1, 0)), nn.ReLU(), nn.BatchNorm2d(3), nn.Conv2d(3, 3, (3, 5), padding="same"), nn.Tanh())

    def forward(self, z):
        return self.net(self.fc(z).reshape(-1, 4, 4, 3))


class UpsampleDecoder(nn.Module):
    def __init__(self, mode):
        super().__init__()
        self.fc, self.c1, self.c2 = nn.Linear(2, 3 * 16), nn.Conv2d(3, 4, 3, padding=1), nn.Conv2d(4, 3, 3, padding=1, padding_mode="reflect")
        self.mode = dict(mode=mode) if mode == "nearest" else dict(mode=mode, align_corners=False)

    def forward(self, z):
        x = F.elu(self.c1(F.interpolate(self.fc(z).view(-1, 3, 4, 4), scale_factor=2, **self.mode)))
        return torch.sigmoid(self.c2(F.interpolate(x, scale_factor=2, **self.mode)))


class Conditional(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Linear(2 + 5, 4), nn.Linear(4, 784)

    def forward(self, z, label):
        return torch.sigmoid(self.b(F.selu(self.a(torch.cat([z, label], 1)))))


class CurveEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Conv1d(1, 3, 5, 2, 2), nn.GELU(), nn.Conv1d(3, 4, 5, 2, 2, groups=1), nn.InstanceNorm1d(4, affine=True), nn.SiLU(), nn.AvgPool1d(2))
        self.mu, self.sigma = nn.Linear(4 * 4, 2), nn.Linear(4 * 4, 2)

    def forward(self, x):
        h = self.net(x).flatten(1)
        return self.mu(h), F.softplus(self.sigma(h)) + 1e-3


class CurveDecoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 4 * 8)
        self.net = nn.Sequential(nn.ConvTranspose1d(4, 3, 4, 2, 1), nn.GELU(), nn.Upsample(scale_factor=2), nn.Conv1d(3, 1, 3, padding=1))

    def forward(self, z):
        return self.net(self.fc(z).view(-1, 4, 8))


class ShuffleDecoder(nn.Module):
    """Residual blocks, group normalisation, pixel shuffle, GELU by tanh, layer normalisation."""

    def __init__(self):
        super().__init__()
        self.fc, self.ln = nn.Linear(4, 4 * 16), nn.LayerNorm(64)
        self.a, self.gn, self.b, self.up, self.prelu = nn.Conv2d(4, 4, 3, padding=1), nn.GroupNorm(2, 4), nn.Conv2d(4, 12, 1), nn.PixelShuffle(2), nn.PReLU(4)
        self.inorm = nn.InstanceNorm2d(3, affine=True)

    def forward(self, z):
        x = F.gelu(self.ln(self.fc(z)), approximate="tanh").view(-1, 4, 4, 4)
        x = x + self.prelu(self.gn(self.a(x)))
        return torch.clamp(self.inorm(self.up(self.b(F.mish(x)))), 0, 1)


class PlainAutoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.enc = nn.Sequential(nn.Conv2d(1, 4, 3, 2, 1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(4 * 16, 3))
        self.dec = nn.Sequential(nn.Linear(3, 4 * 16), nn.ReLU(), nn.Unflatten(1, (4, 4, 4)), nn.Upsample(scale_factor=2, mode="bilinear"), nn.ConvTranspose2d(4, 1, 2, 2))

    def forward(self, x):
        return self.dec(self.enc(x))


class SphereEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(64, 3)

    def forward(self, x):
        return F.normalize(self.fc(x.flatten(1)), dim=1)


class SphereDecoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc, self.out = nn.Linear(3, 8), nn.Linear(8, 64)

    def forward(self, z):
        return self.out(F.hardswish(self.fc(z))).view(-1, 8, 8)


class DCGAN(nn.Module):
    """Latents [n, 5, 1, 1]."""

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.ConvTranspose2d(5, 6, 4, 1, 0, bias=False), nn.BatchNorm2d(6), nn.ReLU(True), nn.ConvTranspose2d(6, 3, 4, 2, 1, bias=False), nn.Tanh())

    def forward(self, z):
        return self.net(z)


class Pixels(nn.Module):
    """A tail that makes the bytes of a canvas."""

    def __init__(self):
        super().__init__()
        self.inner = UpsampleDecoder("nearest")

    def forward(self, z):
        return (self.inner(z) * 255).clamp(0, 255).permute(0, 2, 3, 1).to(torch.uint8)


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(64, 10)

    def forward(self, x):
        return F.softmax(self.fc(x.flatten(1)), 1)


class Spatial(nn.Module):
    def __init__(self):
        super().__init__()
        self.d, self.u = nn.Conv2d(1, 2, 4, 4), nn.ConvTranspose2d(2, 1, 4, 4)

    def forward(self, x):
        return self.u(torch.relu(self.d(x)))


for opset in (9, 11, 17):
    export(f"vae_script_{opset}", VAE(), [(64,)], ["x"], ["reconstruction", "mu", "logvar"], opset, keep=("mu", "logvar"))
export("vae_dynamo_20", VAE(), [(64,)], ["x"], ["a", "b", "c"], 20, dynamo=True, keep=("b", "c"))
export("burgess_decoder", BurgessDecoder(), [(3,)], ["z"], ["x"], 17, rows=2)
export("burgess_encoder", BurgessEncoder(), [(1, 64, 64)], ["x"], ["heads"], 17, rows=1)
export("burgess_decoder_batch2", BurgessDecoder(), [(3,)], ["z"], ["x"], 11, batch=2)
export("burgess_decoder_dynamo", BurgessDecoder(), [(3,)], ["z"], ["x"], 21, dynamo=True, external=True, rows=1)
export("norm_decoder_9", NormDecoder(), [(3,)], ["z"], ["x"], 9)
export("norm_decoder_1", NormDecoder(), [(3,)], ["z"], ["x"], 17, batch=1)
export("norm_decoder_dynamo", NormDecoder(), [(3,)], ["z"], ["x"], 20, dynamo=True)
export("nearest_decoder", UpsampleDecoder("nearest"), [(2,)], ["z"], ["x"], 11)
export("nearest_decoder_9", UpsampleDecoder("nearest"), [(2,)], ["z"], ["x"], 9)
export("bilinear_decoder", UpsampleDecoder("bilinear"), [(2,)], ["z"], ["x"], 17)
export("bilinear_decoder_dynamo", UpsampleDecoder("bilinear"), [(2,)], ["z"], ["x"], 18, dynamo=True)
export("conditional_decoder", Conditional(), [(2,), (5,)], ["z", "label"], ["x"], 17)
export("curve_encoder", CurveEncoder(), [(1, 32)], ["x"], ["mu", "sigma"], 17)
export("curve_decoder", CurveDecoder(), [(2,)], ["z"], ["x"], 17)
export("curve_decoder_20", CurveDecoder(), [(2,)], ["z"], ["x"], 20, dynamo=True)
export("shuffle_decoder", ShuffleDecoder(), [(4,)], ["z"], ["x"], 17)
export("shuffle_decoder_dynamo", ShuffleDecoder(), [(4,)], ["z"], ["x"], 21, dynamo=True)
export("plain_autoencoder", PlainAutoencoder(), [(1, 16, 16)], ["x"], ["y"], 17)
export("sphere_encoder", SphereEncoder(), [(8, 8)], ["x"], ["z"], 17)
export("sphere_decoder", SphereDecoder(), [(3,)], ["z"], ["x"], 17)
export("dcgan", DCGAN(), [(5, 1, 1)], ["z"], ["x"], 17)
export("pixels", Pixels(), [(2,)], ["z"], ["x"], 17)
export("classifier", Classifier(), [(1, 8, 8)], ["x"], ["logits"], 17)
export("spatial", Spatial(), [(1, 16, 16)], ["x"], ["y"], 17)


def keras_like():
    """Channels last with changes of axes around the convolutions, as tf2onnx writes it."""
    rng = np.random.default_rng(3)
    weights = {"w1": (4, 3 * 3 * 6), "b1": (54,), "k1": (6, 4, 3, 3), "c1": (4,), "k2": (4, 2, 4, 4), "c2": (2,)}
    initial = [numpy_helper.from_array(rng.standard_normal(s).astype(np.float32) * 0.4, n) for n, s in weights.items()]
    initial += [numpy_helper.from_array(np.array([-1, 3, 3, 6]), "image"), numpy_helper.from_array(np.array([0, 1]), "unused")]
    nodes = [
        helper.make_node("MatMul", ["z", "w1"], ["m"]), helper.make_node("Add", ["m", "b1"], ["a"]), helper.make_node("Relu", ["a"], ["r"]),
        helper.make_node("Reshape", ["r", "image"], ["i"]), helper.make_node("Transpose", ["i"], ["t"], perm=[0, 3, 1, 2]),
        helper.make_node("ConvTranspose", ["t", "k1"], ["d"], strides=[2, 2], auto_pad="SAME_UPPER"), helper.make_node("Transpose", ["d"], ["l"], perm=[0, 2, 3, 1]),
        helper.make_node("Add", ["l", "c1"], ["s"]), helper.make_node("LeakyRelu", ["s"], ["e"], alpha=0.3), helper.make_node("Transpose", ["e"], ["t2"], perm=[0, 3, 1, 2]),
        helper.make_node("ConvTranspose", ["t2", "k2", "c2"], ["d2"], strides=[2, 2], pads=[1, 1, 1, 1]), helper.make_node("Sigmoid", ["d2"], ["g"]),
        helper.make_node("Transpose", ["g"], ["x"], perm=[0, 2, 3, 1])]
    graph = helper.make_graph(nodes, "keras", [helper.make_tensor_value_info("z", TensorProto.FLOAT, ["n", 4])],
                              [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 12, 12, 2])], initial)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], producer_name="tf2onnx")
    model.ir_version = 8
    onnx.save(model, "channels_last.onnx")
    record("channels_last", "channels_last.onnx", {"z": rng.standard_normal((3, 4)).astype(np.float32)})


keras_like()
np.savez_compressed("expected.npz", **arrays)
size = sum(os.path.getsize(f) for f in os.listdir(".") if not f.endswith(".py"))
print("torch", torch.__version__, "onnx", onnx.__version__, "onnxruntime", onnxruntime.__version__, size, "bytes")
