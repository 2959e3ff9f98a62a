#!/usr/bin/env bash
# Installs Chromium for the browser tests where there is none: Debian's own, by apt.
set -euo pipefail

for place in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$place" ] && command -v "$place" >/dev/null; then
    printf 'chromium: %s\n' "$(command -v "$place")"
    exit 0
  fi
done

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends chromium
