"""Writes event files of runs that were resumed, repeated or shared, with PyTorch's writer, and what they hold as JSON.

Needs: tensorboard 2.21.0, torch 2.15.0, numpy. Run as: python make_restart_files.py FOLDER
"""

import json
import os
import sys
import tempfile

import numpy as np
from torch.utils.tensorboard import SummaryWriter

START = 1700000000.0


def single(value):
    return float(np.float32(value))


def workers(out):
    """Two workers write one curve in turns: steps 0 to 9 and 20 to 29, and 10 to 19."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        writers = [SummaryWriter(first), SummaryWriter(second)]
        for step in range(30):
            writers[1 if 10 <= step < 20 else 0].add_scalar("loss", 100.0 - step, step, START + step)
        for writer, folder, name in zip(writers, (first, second), ("first", "second")):
            writer.close()
            take(folder, f"workers_{name}.tfevents", out)
    return {"loss": [[step, 100.0 - step] for step in range(30)]}


def passes(out):
    """The batch of every epoch as the step: 5 epochs of 20 batches."""
    values = [1 / (1 + index) for index in range(100)]
    with tempfile.TemporaryDirectory() as folder:
        writer = SummaryWriter(folder)
        for index, value in enumerate(values):
            writer.add_scalar("loss", value, index % 20, START + index)
        writer.close()
        take(folder, "passes.tfevents", out)
    return {"loss": [[index, single(value)] for index, value in enumerate(values)]}


def purged(out):
    """A run of 20 steps that goes on from step 10 with purge_step, without its validation."""
    loss = [1 / (1 + step) for step in range(20)]
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        writer = SummaryWriter(first)
        for step, value in enumerate(loss):
            writer.add_scalar("loss", value, step, START + step)
            writer.add_scalar("val", 2 * value, step, START + step)
        writer.close()
        writer = SummaryWriter(second, purge_step=10)
        for step in range(10, 15):
            writer.add_scalar("loss", 7.0, step, START + 100 + step)
        writer.close()
        take(first, "purged_first.tfevents", out)
        take(second, "purged_second.tfevents", out)
    return {
        "loss": [[step, single(value)] for step, value in enumerate(loss[:10])]
        + [[step, 7.0] for step in range(10, 15)],
        "val": [[step, single(2 * value)] for step, value in enumerate(loss[:10])],
    }


def take(folder, name, out):
    (file,) = os.listdir(folder)
    os.rename(os.path.join(folder, file), os.path.join(out, name))


if __name__ == "__main__":
    out = sys.argv[1]
    expected = {"workers": workers(out), "passes": passes(out), "purged": purged(out)}
    with open(os.path.join(out, "restarts.json"), "w") as file:
        json.dump(expected, file, indent=1)
        file.write("\n")
