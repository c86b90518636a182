#!/usr/bin/env bash
# Train the bundle that ships, and measure it.
#
#   tools/train_shipped.sh DATA
#
# DATA holds `brain-mri` (pictures, outlines, manifest), `healthy` (slices without tumor), `growth` (pairs of glioma
# scans) and `dicom` (whole scans). Started again, it resumes. Take a GPU: two CPU cores would need about a day.
# What it prints at the end puts bundle and figures in their place.
#
# The weights that ship were made before the loss asked for the kind of tumor in each cell. A second round of two pupils
# with it, taught by them and by a new ResNet-34, did no better on the validation part.
set -euo pipefail

data="${1:?Name the folder of data: tools/train_shipped.sh DATA}"
runs="${RUNS:-runs/shipped}"
here="$(dirname "$0")"
physnet=(${PHYSNET:-python3 "$here/../run.py" physnet})
python="$here/../.venv/bin/python"

"${physnet[@]}" --version # makes the environment
"$python" "$here/growth_slices.py" "$data/growth" "$runs/growth-slices" --held-out 01 03
"$python" -m pip install --quiet --constraint "$here/../requirements.lock" --group "$here/../pyproject.toml:demo"
if [ ! -e "$runs/template-slices/manifest.csv" ]; then
  "$python" "$here/template_slices.py" "$runs/template-slices"
fi
others=("$data/healthy" "$runs/growth-slices")
all=("${others[@]}" "$runs/template-slices")

train() { # NAME [OPTIONS]
  local out="$runs/$1"
  shift
  if [ ! -e "$out/metadata.json" ]; then # the last file that a training writes
    "${physnet[@]}" train "$data/brain-mri" --split clean --resume --out "$out" "$@"
  fi
}
# Most is learned on small pictures, in a third of the time; small tumors need the large ones.
train small --size 160 --add "${others[@]}"
train large --size 224 --epochs 10 --learning-rate 1e-3 --init "$runs/small" --add "${others[@]}"
train start --size 224 --epochs 12 --learning-rate 1e-3 --seed 1 --init "$runs/large" --blend 0.5 --add "${all[@]}"

# Teachers: two larger networks, one of the same size, and the weights that the pupils start from.
full=(--size 224 --batch 64 --add "${all[@]}")
train teacher-34 "${full[@]}" --backbone resnet34 --epochs 22 --seed 11
train teacher-50 "${full[@]}" --backbone resnet50 --epochs 22 --seed 12
train full "${full[@]}" --epochs 28
train full-resnet18 "${full[@]}" --epochs 28 --model resnet18

# Two pupils, and the mean of their weights.
teachers=("$runs/teacher-34" "$runs/teacher-50" "$runs/full" "$runs/start")
taught=(--epochs 18 --learning-rate 1e-3 --init "$runs/start" --teachers "${teachers[@]}")
train pupil "${full[@]}" --seed 21 "${taught[@]}"
train physnet "${full[@]}" --seed 22 "${taught[@]}" --soup "$runs/pupil"

evaluate() { # RESULTS OPTIONS
  "${physnet[@]}" evaluate "$data/brain-mri" --out "$@"
}
evaluate "$runs/clean" --split clean --models physnet="$runs/physnet" --robustness --strangers \
  --others "$data/healthy" "$runs/growth-slices" "$data"/dicom/*/
evaluate "$here/../resources/rivals/full" --split clean --robustness \
  --models physnet="$runs/full" resnet18="$runs/full-resnet18"

# The figure that papers report is that of a network trained on the other split; it does not ship.
"${physnet[@]}" train "$data/brain-mri" --split official --resume --out "$runs/official" --size 224 --batch 64 \
  --backbone resnet34 --epochs 34
for split in official-clean official; do
  evaluate "$runs/$split" --split "$split" --models physnet="$runs/official"
done
echo "cp $runs/physnet/{model.safetensors,metadata.json,card.md} resources/bundles/physnet/"
echo "$python tools/publish_figures.py $runs/{clean,official-clean,official}/evaluation.json"
