#!/bin/bash
# Galaxies with the noise of counts as the likelihood, for point spreads of 0.2 to 1 arcsec and of 0.2 to 0.4.
source "$(dirname "$0")/common.sh"

# report NAME OPTION...
report() {
  local name=$1
  shift
  train "$name" galaxies-counts "$@"
  diagnose "$name" "$runs/$name/latest.safetensors"
  metric mig residual_variance kl_divergence active_latents bound_variances
  section "Pearson r"
  section "R2 of each factor by its ten nearest codes, latents in their own units"
}

fifth=(--set data.count=32768 --set optimizer.decay_epochs=15 --epochs 30)
for seed in $seeds; do
  report "counts-wide-$seed" --seed "$seed" --set data.psf=0.2...1 "${fifth[@]}"
  report "counts-$seed" --seed "$seed" "${fifth[@]}"
done
# All images, with an hour of a core.
report counts-all-1 --seed 1
