#!/usr/bin/env python3
"""The training step and the single decode of `latentty bench`, in PyTorch and ONNX Runtime.

    python3 train_step.py --threads 2 --seconds 8

needs torch, and for the decoder in ONNX Runtime also onnx and onnxruntime. Every figure is the best of
the memory formats; a training figure is the median of rounds, a decode the median of all points.
"""
import argparse
import ctypes
import io
import platform
import statistics
import time

import torch
from torch import nn
from torch.nn import functional

LATENTS = 10


class Burgess(nn.Module):
    """64x64 pixels, 32-32-64-64 channels, 256 dense units, Bernoulli (Burgess and others 2018)."""

    shape = (1, 64, 64)

    def __init__(self):
        super().__init__()
        convolution = lambda i, o: [nn.Conv2d(i, o, 4, 2, 1), nn.ReLU()]
        transposed = lambda i, o: [nn.ConvTranspose2d(i, o, 4, 2, 1), nn.ReLU()]
        self.encoder = nn.Sequential(
            *convolution(1, 32), *convolution(32, 32), *convolution(32, 64), *convolution(64, 64),
            nn.Flatten(), nn.Linear(1024, 256), nn.ReLU(), nn.Linear(256, 2 * LATENTS))
        self.decoder = nn.Sequential(
            nn.Linear(LATENTS, 256), nn.ReLU(), nn.Linear(256, 1024), nn.ReLU(),
            nn.Unflatten(1, (64, 4, 4)), *transposed(64, 64), *transposed(64, 32),
            *transposed(32, 32), nn.ConvTranspose2d(32, 1, 4, 2, 1))

    def reconstruction(self, output, pixels):
        return functional.binary_cross_entropy_with_logits(output, pixels, reduction="sum")


class Galaxy(nn.Module):
    """33x33 pixels, 32-64-128-256 channels, Gaussian: the published Aux-VAE galaxy network."""

    shape = (1, 33, 33)

    def __init__(self):
        super().__init__()
        convolution = lambda i, o: [nn.Conv2d(i, o, 4, 2, 1), nn.ReLU()]
        transposed = lambda i, o: [nn.ConvTranspose2d(i, o, 4, 2, 1), nn.ReLU()]
        # Both heads as one matrix: the same products in one call.
        self.encoder = nn.Sequential(
            *convolution(1, 32), *convolution(32, 64), *convolution(64, 128),
            *convolution(128, 256), nn.Flatten(), nn.Linear(1024, 2 * LATENTS))
        self.decoder = nn.Sequential(
            nn.Unflatten(1, (LATENTS, 1, 1)), *transposed(LATENTS, 128), *transposed(128, 64),
            *transposed(64, 32), nn.ConvTranspose2d(32, 1, 5, 4, 0), nn.Sigmoid())

    def reconstruction(self, output, pixels):
        return functional.mse_loss(output, pixels, reduction="sum") / (2 * 0.01)


def keep_memory():
    """Stops the C library from returning memory between steps.

    PyTorch allocates every activation anew; faulting the pages in again costs it up to half of its speed.
    """
    if platform.libc_ver()[0] == "glibc":
        trim_threshold, largest_mapping_count = -1, -4
        ctypes.CDLL(None).mallopt(largest_mapping_count, 0)
        ctypes.CDLL(None).mallopt(trim_threshold, 2**31 - 1)


def median_time(body, seconds, minimum=3):
    times = []
    end = time.perf_counter() + seconds
    while len(times) < minimum or time.perf_counter() < end:
        start = time.perf_counter()
        body()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def training_rate(network, batch, memory_format, seconds):
    """Images per second: forward, backward, gradient clipping to 5 and Adam."""
    torch.manual_seed(1)
    model = network().to(memory_format=memory_format)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    pixels = torch.rand(batch, *network.shape).to(memory_format=memory_format)

    def step():
        mean, log_variance = model.encoder(pixels).chunk(2, dim=1)
        latents = mean + (log_variance / 2).exp() * torch.randn_like(mean)
        divergence = (mean.square() + log_variance.exp() - 1 - log_variance).sum() / 2
        loss = (model.reconstruction(model.decoder(latents), pixels) + divergence) / batch
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5)
        optimizer.step()

    median_time(step, seconds / 7)
    return batch / statistics.median(median_time(step, seconds / 7) for _ in range(7))


def decode_microseconds(network, memory_format, seconds):
    torch.manual_seed(1)
    decoder = network().decoder.to(memory_format=memory_format).eval()
    point = torch.randn(1, LATENTS)
    with torch.inference_mode():
        median_time(lambda: decoder(point), seconds / 8)
        return 1e6 * median_time(lambda: decoder(point), seconds)


def runtime_microseconds(network, threads, seconds):
    import onnxruntime

    torch.manual_seed(1)
    file = io.BytesIO()
    point = torch.randn(1, LATENTS)
    torch.onnx.export(
        network().decoder.eval(), (point,), file, input_names=["z"], output_names=["x"],
        dynamo=False)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(
        file.getvalue(), options, providers=["CPUExecutionProvider"])
    feed = {"z": point.numpy()}
    median_time(lambda: session.run(None, feed), seconds / 8)
    return 1e6 * median_time(lambda: session.run(None, feed), seconds)


def matrix_product_rate(seconds):
    left, right = torch.rand(2048, 2048), torch.rand(2048, 2048)
    best = 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        left @ right
        best = max(best, 2 * 2048**3 / (time.perf_counter() - start) / 1e9)
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=8)
    arguments = parser.parse_args()
    keep_memory()
    torch.set_num_threads(arguments.threads)
    formats = {"contiguous": torch.contiguous_format, "channels last": torch.channels_last}
    print(f"torch {torch.__version__}, {arguments.threads} threads, "
          f"2048 product {matrix_product_rate(2):.0f} GFLOP/s")
    for network, batch in [(Burgess, 64), (Burgess, 256), (Galaxy, 64)]:
        for name, memory_format in formats.items():
            rate = training_rate(network, batch, memory_format, arguments.seconds)
            print(f"train {network.__name__} batch {batch}, {name}: {rate:.0f} images/s")
    for network in [Burgess, Galaxy]:
        for name, memory_format in formats.items():
            time_taken = decode_microseconds(network, memory_format, arguments.seconds / 4)
            print(f"decode {network.__name__}, {name}: {time_taken:.0f} us")
    try:
        import onnxruntime
    except ImportError:
        return
    for network in [Burgess, Galaxy]:
        for threads in sorted({1, arguments.threads}):
            time_taken = runtime_microseconds(network, threads, arguments.seconds / 4)
            print(f"decode {network.__name__}, ONNX Runtime {onnxruntime.__version__}, "
                  f"{threads} threads: {time_taken:.0f} us")


if __name__ == "__main__":
    main()
