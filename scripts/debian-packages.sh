#!/bin/bash
# Installs the Debian packages that tests and benches use beside npm's. scrim itself needs none.
#   scripts/debian-packages.sh           for the tests
#   scripts/debian-packages.sh --bench   and the peers that benches are measured against
# Installs only what is missing; where it cannot (no root, no apt) it says what to install and goes on:
# tests that need a missing program then say so and are skipped.
set -u
wanted=(
  "tshark:tshark:an independent reader takes released captures apart"
  "wireshark-common:capinfos:counts records and checks the frames of pcapng files"
  "tcpdump:tcpdump:a second independent reader"
  "softflowd:softflowd:an exporter of flows that others have made"
  "zstd:zstd:unpacks test data, writes compressed captures"
  "chromium:chromium:opens the report as a person would"
)
bench=(
  "tcpreplay:tcprewrite:a peer: rewrites addresses"
  "libtrace-tools:traceanon:a peer: prefix-preserving addresses"
  "time:/usr/bin/time:says what a program cost"
)
[ "${1:-}" = --bench ] && wanted+=("${bench[@]}")

missing=()
for row in "${wanted[@]}"; do
  IFS=: read -r package program why <<<"$row"
  command -v "$program" >/dev/null 2>&1 && continue
  echo "debian: $package is missing ($why)"
  missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
  echo "debian: no apt-get here; install what gives these programs yourself: ${missing[*]}"
  exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "debian: to install: sudo apt-get install --no-install-recommends ${missing[*]}"
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
install() { apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null; }
install 2>/dev/null || { apt-get update -qq </dev/null && install; } ||
  echo "debian: could not install ${missing[*]}; tests that need them are skipped"
exit 0
