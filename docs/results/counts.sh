#!/bin/bash
# Galaxies with the noise of counts as the likelihood, for point spreads of 0.2 to 1 arcsec and of 0.2 to 0.4.
source "$(dirname "$0")/common.sh"

for seed in $seeds; do
  for psf in 0.2...1 0.2...0.4; do
    name="counts-$psf-$seed"
    train "$name" galaxies-counts --seed "$seed" --set data.psf="$psf"
    diagnose "$name" "$runs/$name/latest.safetensors"
    metric mig residual_variance kl_divergence active_latents bound_variances
    section "Pearson r"
    section "R2 of each factor by its ten nearest codes, latents in their own units"
  done
done
