#!/bin/bash
# QCF events over seeds, cross-sections and detectors, and what makes the latents of the rarer quark follow their exponents.
# A run takes half a minute on two idle cores.
source "$(dirname "$0")/common.sh"

# report NAME RECIPE OPTION...
report() {
  train "$@"
  diagnose "$1" "$runs/$1/latest.safetensors"
  metric mig mse kl_divergence bound_variances
  section "Pearson r"
  section "R2 of each factor by its ten nearest codes, latents in their own units"
}

variances=(2.5e-4 8.4e-4 1.6e-3)
for seed in $seeds; do
  for recipe in qcf-sigma1 qcf-sigma2; do
    index=0
    for detector in 0.1 0.5 1; do
      report "$recipe-$detector-$seed" "$recipe" --seed "$seed" --set data.detector_variance="$detector" \
        --set objective.variance="${variances[index]}"
      index=$((index + 1))
    done
  done
done
for seed in $seeds; do
  for weight in 5000 10000 20000; do
    report "qcf-alignment-$weight-$seed" qcf-sigma1 --seed "$seed" --set objective.alignment_weight="$weight"
  done
  report "qcf-floor-$seed" qcf-sigma1 --seed "$seed" --set objective.deviation_floor=0.05
done
