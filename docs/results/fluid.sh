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
  "$program" map "$2" --method pca --json | tr ',' '\n' | grep -A 1 '"explained"' | tr '\n' ' '
  echo
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
