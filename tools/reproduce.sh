#!/usr/bin/env bash
# Train every rival and ablation on an equal schedule, one after the other, and evaluate each as soon as it is trained.
#
#   tools/reproduce.sh DATA [FURTHER OPTIONS OF TRAIN]
#
# Each training goes to runs/equal/NAME-SEED, what it answers to the test part into $RESULTS: that is all the tables
# need, so the weights may be thrown away. Started again, it skips what is answered there and resumes the training that
# was under way. On two CPU cores all of it takes most of a day, on a GPU several can run side by side; for a try in
# minutes:
#
#   RUNS=runs/try SIZE=64 EPOCHS=2 tools/reproduce.sh DATA --fraction 0.1
#
# SPLIT=official trains on the split that papers report: PhysNet, its plain backbone and a rival.
#
# resources/rivals/equal holds the answers that README and model card tell of, made on a GPU with --batch 64;
# RESULTS=resources/rivals/equal adds to them. resources/rivals/equal-official holds those of the official split.
set -euo pipefail

data="${1:?Name the folder of pictures: tools/reproduce.sh DATA}"
shift
here="$(dirname "$0")"
split="${SPLIT:-clean}"
runs="${RUNS:-runs/equal}"
[ "$split" = clean ] || runs="$runs-$split"
results="${RESULTS:-$runs/$split}"
physnet=(${PHYSNET:-python3 "$here/../run.py" physnet})

answered() { # NAME SEED
  python3 - "$results/evaluation.json" "$@" <<'PYTHON'
import json, pathlib, sys
path, name, seed = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
models = json.loads(path.read_text())["models"] if path.exists() else {}
sys.exit(not any(key.partition("#")[0] == name and model.get("bundle", {}).get("seed") == seed
                 for key, model in models.items()))
PYTHON
}

compare() { # NAME SEED MODEL [OPTIONS]
  local name="$1" seed="$2" model="$3" out="$runs/$1-$2"
  shift 3
  if answered "$name" "$seed"; then
    echo "$name, seed $seed, is answered in $results"
    return
  fi
  if [ ! -e "$out/metadata.json" ]; then # the last file that a training writes
    "${physnet[@]}" train "$data" --out "$out" --model "$model" --seed "$seed" --split "$split" \
      --size "${SIZE:-128}" --epochs "${EPOCHS:-12}" --resume "$@"
  fi
  "${physnet[@]}" "${evaluate[@]}" --models "$name=$out"
}

evaluate=(evaluate "$data" --split "$split" --out "$results")
if [ "$split" = official ]; then # its test part shows patients that were seen, so pictures are changed little
  for model in physnet resnet18 mobilenet_v2; do
    compare "$model" 0 "$model" --augment mild "$@"
  done
  exit
fi

evaluate+=(--robustness)
# What is cheap and tells most comes first.
compare physnet 0 physnet "$@"
compare physnet-nophysics 0 physnet-nophysics "$@"
compare resnet18 0 resnet18 "$@"
compare mobilenet_v2 0 mobilenet_v2 "$@"
compare physnet-nomasks 0 physnet "$@" --masks none
compare physnet-output 0 physnet-output "$@"
for seed in 1 2 3 4; do
  for model in physnet physnet-nophysics resnet18; do
    compare "$model" "$seed" "$model" "$@"
  done
done
for seed in 0 1 2; do
  compare physnet-noprior "$seed" physnet "$@" --growth-prior 0
done
for model in vgg16 vgg19; do # which hardly learn at the rate of the others
  compare "$model" 0 "$model" "$@" --learning-rate 2e-4
done

"${physnet[@]}" evaluate "$data" --split "$split" --out "$results" --models --ensemble mobilenet_v2+vgg16+vgg19
