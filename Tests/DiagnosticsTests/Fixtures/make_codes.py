"""Samples, directions that encode them, factors, and the right metrics of the codes, by scikit-learn, SciPy and NumPy.

make_codes.py OUT_FILE
"""
import sys
import numpy as np
from safetensors.numpy import save_file
from scipy.linalg import sqrtm
from scipy.stats import rankdata
from sklearn.metrics import mutual_info_score, r2_score
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler

random = np.random.default_rng(21)
count = 240
factors = random.uniform(-1, 1, (count, 2)).astype(np.float32)
noise = random.normal(0, 1, (count, 6))
samples = noise.copy()
samples[:, 0] = 2 * factors[:, 0] + 0.1 * noise[:, 0]
samples[:, 1] = factors[:, 1] + 0.2 * factors[:, 0] + 0.3 * noise[:, 1]
samples = samples.astype(np.float32)
# Latents 1 and 3 have collapsed: they vary by less than a hundredth of the largest, and almost alike.
directions = np.zeros((5, 6), np.float32)
directions[0, 0] = 1.5
directions[1, 1], directions[1, 2] = 4e-3, 2e-4
directions[2, 1], directions[2, 3] = 0.8, 0.1
directions[3, 1], directions[3, 4] = -3e-3, 1e-4
directions[4, 5], directions[4, 0] = 0.4, 0.1
codes = (samples @ directions.T).astype(np.float32)
deviations = codes.std(0, dtype=np.float64)
active = [k for k in range(5) if deviations[k] >= 0.01 * deviations.max()]
assert active == [0, 2, 4]

def bins(column):
    edges = np.linspace(column.min(), column.max(), 21)
    return np.clip(np.searchsorted(edges, column, side="right") - 1, 0, 19)

def quantile_bins(column):
    return (rankdata(column, "min").astype(int) - 1) * 20 // len(column)

def information_of(z, bins):
    return np.array([[mutual_info_score(bins(z[:, k]), bins(factors[:, m].astype(np.float64)))
                      for m in range(2)] for k in range(z.shape[1])])

def modularity_of(information):
    return np.mean([1 - (s.sum() - s.max()) / (s.max() * (len(s) - 1)) for s in information**2])

def gap(z, bins):
    entropies = [mutual_info_score(bins(f), bins(f)) for f in factors.T.astype(np.float64)]
    largest = np.sort(information_of(z.astype(np.float64), bins), 0)
    return np.mean((largest[-1] - largest[-2]) / entropies)

def figures(z):
    z, latents = z.astype(np.float64), z.shape[1]
    modularity = [modularity_of(information_of(z, b)) for b in (bins, quantile_bins)]
    correlation = np.abs(np.corrcoef(z.T, factors.T.astype(np.float64))[:latents, latents:])
    covariance = np.cov(z.T, bias=True)
    root = np.diag(np.sqrt(np.diag(covariance)))
    distance = 2 * np.trace(covariance) - 2 * np.trace(np.real(sqrtm(root @ covariance @ root)))
    pairs = [np.mean([mutual_info_score(b(z[:, i]), b(z[:, j])) for i in range(latents) for j in range(i)])
             for b in (bins, quantile_bins)]
    return np.array([*modularity, np.mean(correlation.max(0) / correlation.sum(0)),
                     -0.5 * np.linalg.slogdet(np.corrcoef(z.T))[1], distance,
                     distance / np.trace(covariance), *pairs])

def neighbours(z):
    z = StandardScaler().fit_transform(z.astype(np.float64))
    nearest = NearestNeighbors(n_neighbors=11).fit(z).kneighbors(z)[1][:, 1:]
    return r2_score(factors.astype(np.float64), factors.astype(np.float64)[nearest].mean(1), multioutput="raw_values")

save_file({
    "samples": samples, "directions": directions, "factors": factors,
    "means": figures(codes), "active_means": figures(codes[:, active]),
    "standardized_active_means": figures(StandardScaler().fit_transform(codes[:, active].astype(np.float64))),
    "gaps": np.array([gap(codes, bins), gap(codes, quantile_bins)]),
    "all_standardized": neighbours(codes), "active_standardized": neighbours(codes[:, active]),
}, sys.argv[1])
print(figures(codes), figures(codes[:, active]), neighbours(codes), neighbours(codes[:, active]), deviations, sep="\n")
