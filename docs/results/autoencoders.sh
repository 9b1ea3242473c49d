#!/bin/bash
# Autoencoders without a divergence on galaxies: about two minutes each on two idle cores.
source "$(dirname "$0")/common.sh"

samples=${SAMPLES:-2000}
small=(--set data.count=16384)
train pca galaxies-pca "${small[@]}"
for name in autoencoder denoising; do
  train "$name" "galaxies-$name" "${small[@]}" --set optimizer.decay_epochs=4 --epochs 8
done
for name in pca autoencoder denoising; do
  diagnose "$name" "$runs/$name/latest.safetensors"
  metric mse psnr ssim mig
  section "R2 of each factor by its ten nearest codes, latents in their own units"
done
