#!/bin/bash
# The published program: all factors tied, loss per pixel; the log of training has the figures of every epoch.
source "$(dirname "$0")/common.sh"

train released galaxies-released --seed 1 --epochs 30
diagnose released "$runs/released/latest.safetensors"
section "Pearson r"
