#!/usr/bin/env bash
# Train the bundle that ships, and measure it.
#
#   tools/train_shipped.sh DATA
#
# DATA holds `brain-mri` (pictures, outlines, manifest), `healthy` (slices without tumor), `growth` (pairs of glioma
# scans) and `dicom` (whole scans). Started again, it resumes. What it prints at the end puts bundle and figures in their
# place.
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
train() { # FOLDER, SIZE AND SCHEDULE
  "${physnet[@]}" train "$data/brain-mri" --split clean --resume --out "$@"
}
others=("$data/healthy" "$runs/growth-slices")
# Most is learned on small pictures, in a third of the time; small tumors need the large ones. Painted heads come last.
train "$runs/small" --size 160 --add "${others[@]}"
train "$runs/large" --size 224 --epochs 10 --learning-rate 1e-3 --init "$runs/small" --add "${others[@]}"
train "$runs/physnet" --size 224 --epochs 12 --learning-rate 1e-3 --seed 1 --init "$runs/large" --blend 0.5 \
  --add "${others[@]}" "$runs/template-slices"
"${physnet[@]}" evaluate "$data/brain-mri" --split clean --models physnet="$runs/physnet" --out "$runs/clean" \
  --robustness --strangers --others "$data/healthy" "$runs/growth-slices" "$data"/dicom/*/
# The figure that papers report is that of a network trained on the other split; it does not ship.
"${physnet[@]}" train "$data/brain-mri" --split official --resume --out "$runs/on-official" --size 128 --epochs 12
for split in official-clean official; do
  "${physnet[@]}" evaluate "$data/brain-mri" --split "$split" --models physnet="$runs/on-official" --out "$runs/$split"
done
echo "cp $runs/physnet/{model.safetensors,metadata.json,card.md} resources/bundles/physnet/"
echo "$python tools/publish_figures.py $runs/{clean,official-clean,official}/evaluation.json"
