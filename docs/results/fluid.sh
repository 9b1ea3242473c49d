#!/bin/bash
# The fluid over several seeds, without the linear path at two widths, and by the number of latents beside principal components.
# A run of 40 epochs takes 2 minutes on two idle cores.
source "$(dirname "$0")/common.sh"

# report NAME MODEL: per pair of different particles, 30/29 of the mean over all elements.
report() {
  diagnose "$1" "$2"
  metric mse kl_divergence active_latents
  awk '$1 == "mse" { printf "per pair of different particles  %.4f\n", $2 * 30 / 29 }' <<<"$diagnosis"
  section "                         model"
  section "R2 of each factor by its ten nearest codes, latents in their own units"
  "$program" map "$2" --method pca --count "$samples" --once --force --out "$runs/pca.csv" |
    awk '/of the variance|explained/'
  gamma "$runs/pca.csv"
}

# gamma FILE: the correlation of the first component with gamma, and its mean at every gamma.
gamma() {
  awk -F, 'NR > 1 {
    n++; x += $1; g += $3; xx += $1 * $1; gg += $3 * $3; xg += $1 * $3
    key = sprintf("%.1f", $3); sum[key] += $1; count[key]++
  }
  END {
    printf "first component with gamma: r %.2f, means", (n * xg - x * g) / sqrt((n * xx - x * x) * (n * gg - g * g))
    for (i = 1; i <= 10; i++) {
      key = sprintf("%.1f", i / 10)
      if (key in sum) printf " %.2f at %s", sum[key] / count[key], key
    }
    print ""
  }' "$1"
}

for seed in $seeds; do
  train "fluid-$seed" fluid --seed "$seed"
  report "fluid-$seed" "$runs/fluid-$seed/latest.safetensors"
done
train fluid-padded fluid --set network.name=padded
report fluid-padded "$runs/fluid-padded/latest.safetensors"
train fluid-padded-wide fluid --set network.name=padded --set 'network.channels=[32,64,128]' --set network.hidden=512
report fluid-padded-wide "$runs/fluid-padded-wide/latest.safetensors"
"$program" train fluid --scan network.latents=2,5,10,20,40,80 --epochs 16 --set optimizer.decay_epochs=8 \
  --out "$runs/fluid-latents"
"$program" probe "$runs/fluid-1/latest.safetensors"
"$program" anomaly "$runs/fluid-1/latest.safetensors" --by-factor
