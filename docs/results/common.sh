# Sourced by the scripts of this directory, which print the figures of RESULTS.md.
#
# LATENTTY  the program, `latentty` by default
# RUNS      the directory of the runs, `runs` by default; a run that is there is not trained again
# SEEDS     the seeds of training, `1 2 3` by default
# SAMPLES   the fresh samples of a diagnosis, 10000 by default
# REPEATS   the half-samples of an interval, 20 by default

set -euo pipefail

program=${LATENTTY:-latentty}
runs=${RUNS:-runs}
seeds=${SEEDS:-1 2 3}
samples=${SAMPLES:-10000}
repeats=${REPEATS:-20}

# train NAME RECIPE OPTION...: trains a model as RUNS/NAME, unless it is there.
train() {
  local name=$1 recipe=$2
  shift 2
  [ -e "$runs/$name/latest.safetensors" ] && return
  mkdir -p "$runs"
  "$program" train "$recipe" "$@" --plain --out "$runs/$name" >&2
}

# diagnose NAME MODEL: keeps what `latentty diagnose` prints, and prints NAME.
diagnose() {
  diagnosis=$("$program" diagnose "$2" --samples "$samples" --repeats "$repeats")
  echo "== $1"
}

# metric KEY...: prints metrics of the last diagnosis.
metric() {
  local key
  for key in "$@"; do awk -v key="$key" '$1 == key' <<<"$diagnosis"; done
}

# section TITLE: prints the section of the last diagnosis that begins with a line that starts like this.
section() {
  awk -v title="$1" 'index($0, title) == 1 { on = 1 } on && !NF { exit } on' <<<"$diagnosis"
}
