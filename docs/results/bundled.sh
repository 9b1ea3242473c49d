#!/bin/bash
# The bundled models: all metrics, with their intervals, and reconstruction beside its baselines.
source "$(dirname "$0")/common.sh"

assets=${1:-assets/models}
for name in galaxies qcf-sigma1 qcf-sigma2 fluid; do
  diagnose "$name" "$assets/$name.safetensors"
  echo "$diagnosis"
done
