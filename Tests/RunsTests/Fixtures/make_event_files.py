"""Writes the event files of this folder with TensorBoard's and PyTorch's own writers, and what they hold as JSON.

Needs: tensorboard 2.21.0, torch 2.13.0, numpy. Run as: python make_event_files.py FOLDER
The files hold wall times, so their bytes differ from run to run; their figures do not.
"""

import json
import os
import sys
import tempfile

import numpy as np
from tensorboard.compat.proto.event_pb2 import Event, SessionLog
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.compat.proto.tensor_pb2 import TensorProto
from tensorboard.compat.proto.tensor_shape_pb2 import TensorShapeProto
from tensorboard.compat.proto.types_pb2 import DT_FLOAT, DT_INT32
from tensorboard.plugins.image import metadata as image_metadata
from tensorboard.plugins.scalar import summary_v2
from tensorboard.summary.writer.event_file_writer import EventFileWriter
from tensorboard.util import tensor_util
from torch.utils.tensorboard import SummaryWriter


def take(folder, name, out):
    (file,) = os.listdir(folder)
    os.rename(os.path.join(folder, file), os.path.join(out, name))


def figures(count, seed):
    random = np.random.default_rng(seed)
    return [float(x) for x in np.exp(-np.arange(count) / 7) + 0.01 * random.standard_normal(count)]


def torch_scalars(out):
    """simple_value and new-style tensors, a picture, a histogram, NaN and infinities."""
    loss = figures(20, 1)
    with tempfile.TemporaryDirectory() as folder:
        writer = SummaryWriter(folder)
        for step, value in enumerate(loss):
            writer.add_scalar("loss/train", value, step * 10)
            writer.add_scalar("loss/validation", 2 * value, step * 10, new_style=True)
            writer.add_scalar("exact/double", value, step * 10, new_style=True, double_precision=True)
        writer.add_scalar("bad", float("nan"), 3)
        writer.add_scalar("bad", float("inf"), 4)
        writer.add_scalar("bad", float("-inf"), 5)
        writer.add_histogram("weights", np.arange(10.0), 7)
        for step in (0, 100):
            writer.add_image("recon", np.full((1, 4, 6), step / 200), step)
        writer.add_text("note", "not a figure", 1)
        writer.close()
        take(folder, "torch.tfevents", out)
    single = [float(np.float32(x)) for x in loss]
    return {
        "loss/train": [[10 * i, x] for i, x in enumerate(single)],
        "loss/validation": [[10 * i, float(np.float32(2 * x))] for i, x in enumerate(loss)],
        "exact/double": [[10 * i, x] for i, x in enumerate(loss)],
    }


def torch_resumed(out):
    """A second file that goes on from step 50 with purge_step."""
    loss = figures(10, 2)
    with tempfile.TemporaryDirectory() as folder:
        writer = SummaryWriter(folder, purge_step=50)
        for step, value in enumerate(loss):
            writer.add_scalar("loss/train", value, 50 + step * 10)
        writer.close()
        take(folder, "torch_resumed.tfevents", out)
    return {"loss/train": [[50 + 10 * i, float(np.float32(x))] for i, x in enumerate(loss)]}


def tensor_scalars(out):
    """Scalars as TensorFlow 2 writes them, and the end of a session."""
    loss = figures(8, 3)
    with tempfile.TemporaryDirectory() as folder:
        writer = EventFileWriter(folder)
        for step, value in enumerate(loss):
            summary = Summary.FromString(summary_v2.scalar_pb("epoch_loss", value).SerializeToString())
            writer.add_event(Event(wall_time=1700000000.0 + step, step=step, summary=summary))
        writer.add_event(
            Event(wall_time=1700000009.0, step=8, session_log=SessionLog(status=SessionLog.STOP)))
        writer.close()
        take(folder, "tensors.tfevents", out)
    return {"epoch_loss": [[i, float(np.float32(x))] for i, x in enumerate(loss)]}


def element_types(out):
    """Scalar tensors of every number type as typed lists and as raw bytes, vectors, and a picture as texts."""
    types = ["float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16",
             "uint32", "uint64", "bool"]
    expected = {}
    with tempfile.TemporaryDirectory() as folder:
        writer = EventFileWriter(folder)

        def add(tag, tensor, metadata=None):
            value = Summary.Value(tag=tag, tensor=tensor, metadata=metadata)
            writer.add_event(Event(wall_time=1700000000.0, step=5, summary=Summary(value=[value])))

        for name in types:
            value = np.array(1 if name == "bool" else -3 if name[0] == "i" else 200).astype(name)
            if name.startswith("float"):
                value = np.array(-0.1).astype(name)
            add("list/" + name, tensor_util.make_tensor_proto(value))
            if name != "bool":
                raw = tensor_util.make_tensor_proto(value)
                raw = TensorProto(dtype=raw.dtype, tensor_content=value.tobytes())
                raw.tensor_shape.CopyFrom(TensorShapeProto())
                add("raw/" + name, raw)
                expected["raw/" + name] = [[5, float(value)]]
            expected["list/" + name] = [[5, float(value)]]
        add("vector", tensor_util.make_tensor_proto(np.arange(3.0)))
        add("empty", tensor_util.make_tensor_proto(np.zeros([0])))
        add("mismatch", TensorProto(dtype=DT_INT32, tensor_content=b"\0"))
        add("nothing", TensorProto(dtype=DT_FLOAT))
        png = bytes.fromhex("89504e470d0a1a0a") + b"not a whole picture"
        add("image", tensor_util.make_tensor_proto([b"6", b"4", png]),
            image_metadata.create_summary_metadata("image", "", converted_to_tensor=True))
        add("text", tensor_util.make_tensor_proto([b"6", b"4", b"words"]))
        writer.close()
        take(folder, "elements.tfevents", out)
    return expected


if __name__ == "__main__":
    out = sys.argv[1]
    expected = {
        "torch.tfevents": torch_scalars(out),
        "torch_resumed.tfevents": torch_resumed(out),
        "tensors.tfevents": tensor_scalars(out),
        "elements.tfevents": element_types(out),
    }
    with open(os.path.join(out, "expected.json"), "w") as file:
        json.dump(expected, file, indent=1)
        file.write("\n")
