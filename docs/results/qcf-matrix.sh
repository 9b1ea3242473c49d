#!/bin/bash
# Which exponent every latent of the bundled QCF models carries.
source "$(dirname "$0")/common.sh"

assets=${1:-assets/models}
samples=${SAMPLES:-2000}
repeats=0
for name in qcf-sigma1 qcf-sigma2; do
  diagnose "$name" "$assets/$name.safetensors"
  metric mig
  section "Pearson r"
done
