#!/usr/bin/env bash
# Take the picture of the README: the real window on the demo scan.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p resources/pictures
QT_QPA_PLATFORM=offscreen python3 run.py viewer --demo --screenshot resources/pictures/window.png --size 1366x768
