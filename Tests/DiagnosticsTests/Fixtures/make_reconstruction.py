"""Pictures, what reconstructs them without a model, and the right figures, by scikit-image, scikit-learn and NumPy.

make_reconstruction.py OUT_FILE
"""
import sys
import numpy as np
from safetensors.numpy import save_file
from skimage.metrics import peak_signal_noise_ratio, structural_similarity
from sklearn.decomposition import PCA

random = np.random.default_rng(15)
count, fitted, height, width, channels = 12, 60, 9, 11, 2
y, x = np.mgrid[0:height, 0:width]

def pictures(n):
    result = np.zeros((n, height, width, channels))
    for row in result:
        # Brightness over three decades, so that the range of the set is not that of a picture.
        peak = 10 ** random.uniform(0, 3)
        for channel in range(channels):
            cy, cx, size = random.uniform(2, 6), random.uniform(2, 8), random.uniform(1, 3)
            row[:, :, channel] = peak * np.exp(-((y - cy) ** 2 + (x - cx) ** 2) / size**2)
    return (result + random.normal(0, 0.05, result.shape)).astype(np.float32)

samples, training = pictures(count), pictures(fitted)
samples[5] = 3.5  # constant: no range of its own
decoded = (samples + random.normal(0, 0.4, samples.shape) + 0.02 * samples).astype(np.float32)
low, high = -0.25, 1000.0

def figures(first, second):
    a, b = [((v.astype(np.float64) - low) / (high - low)) for v in (first, second)]
    own, ratios, similarity = [], [], []
    for p, q in zip(a, b):
        similarity.append(structural_similarity(p, q, data_range=1, channel_axis=2))
        extent = p.max() - p.min()
        if extent > 0:
            own.append(structural_similarity(p, q, data_range=extent, channel_axis=2))
            ratios.append(peak_signal_noise_ratio(p, q, data_range=extent))
    logs = [np.log10(np.maximum(v, 0) + 1e-10) for v in (a, b)]
    return [((first.astype(np.float64) - second) ** 2).mean(), peak_signal_noise_ratio(a, b, data_range=1),
            np.mean(ratios), np.mean(similarity), np.mean(own), ((logs[0] - logs[1]) ** 2).mean()]

flat = lambda v: v.reshape(len(v), -1).astype(np.float64)
pca = PCA(n_components=3, svd_solver="full").fit(flat(training))
projected = pca.inverse_transform(pca.transform(flat(samples))).reshape(samples.shape).astype(np.float32)
mean = np.broadcast_to(flat(training).mean(0).reshape(samples.shape[1:]).astype(np.float32), samples.shape)
save_file({
    "samples": samples, "training": training, "decoded": decoded,
    "figures": np.array(figures(samples, decoded)),
    "mean_sample": np.array(figures(samples, mean)),
    "principal_components": np.array(figures(samples, projected)),
    "extremes": np.array([low, high]),
}, sys.argv[1])
for name, other in [("decoded", decoded), ("mean", mean), ("pca", projected), ("blank", 0 * samples)]:
    print(name, figures(samples, other))
