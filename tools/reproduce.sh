#!/usr/bin/env bash
# Train every rival and ablation on an equal schedule, one after the other, and evaluate them together.
#
#   tools/reproduce.sh DATA [FURTHER OPTIONS OF TRAIN]
#
# Each training goes to runs/equal/NAME-SEED. Started again, it skips those that have a finished bundle and resumes the
# one that was under way, so that it can be stopped at any time. On two CPU cores all of it takes some days; for a try
# in minutes:
#
#   RUNS=runs/try SIZE=64 EPOCHS=2 tools/reproduce.sh DATA --fraction 0.1
set -euo pipefail

data="${1:?Name the folder of pictures: tools/reproduce.sh DATA}"
shift
runs="${RUNS:-runs/equal}"
physnet=(${PHYSNET:-python3 "$(dirname "$0")/../run.py" physnet})

train() { # NAME SEED MODEL [OPTIONS]
  local out="$runs/$1-$2" seed="$2" model="$3"
  shift 3
  if [ -e "$out/metadata.json" ]; then # the last file that a training writes
    echo "$out is there"
    return
  fi
  echo "$out"
  "${physnet[@]}" train "$data" --out "$out" --model "$model" --seed "$seed" --split clean \
    --size "${SIZE:-128}" --epochs "${EPOCHS:-12}" --resume "$@"
}

for seed in 0 1 2; do
  train physnet "$seed" physnet "$@"
  train physnet-nophysics "$seed" physnet-nophysics "$@"
  train physnet-noprior "$seed" physnet "$@" --growth-prior 0
done
train physnet-output 0 physnet-output "$@"
train physnet-nomasks 0 physnet "$@" --masks none
for model in resnet18 mobilenet_v2 vgg16 vgg19; do
  train "$model" 0 "$model" "$@"
done

"${physnet[@]}" evaluate "$data" --split clean --out "$runs/clean" --robustness \
  --models physnet="$runs/physnet-0" physnet="$runs/physnet-1" physnet="$runs/physnet-2" \
  physnet-nophysics="$runs/physnet-nophysics-0" physnet-nophysics="$runs/physnet-nophysics-1" \
  physnet-nophysics="$runs/physnet-nophysics-2" \
  physnet-noprior="$runs/physnet-noprior-0" physnet-noprior="$runs/physnet-noprior-1" \
  physnet-noprior="$runs/physnet-noprior-2" physnet-output="$runs/physnet-output-0" physnet-nomasks="$runs/physnet-nomasks-0" \
  resnet18="$runs/resnet18-0" mobilenet_v2="$runs/mobilenet_v2-0" vgg16="$runs/vgg16-0" vgg19="$runs/vgg19-0" \
  --ensemble mobilenet_v2+vgg16+vgg19 --difference physnet physnet-nomasks
