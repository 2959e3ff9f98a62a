#!/usr/bin/env bash
# Builds what makes the component's SDKs for Python and Go and what checks them, into the git-ignored .engine/: the engine's own
# generators, from the module that scripts/engine/install.sh builds pulumi from, and a Python with Pulumi's SDK and mypy. Needs
# Go, python3 with venv, and the network where their caches are cold; warm it takes no time.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=$(sed -n 's/^version=${PULUMI_VERSION:-\(v[0-9.]*\)}$/\1/p' scripts/engine/install.sh)
version=${PULUMI_VERSION:-$version}
wanted=$(printf '%s\n' "$version" | cat - scripts/sdks/main.go scripts/sdks/requirements.txt | sha256sum)
if [ "$(cat .engine/sdks/installed 2>/dev/null)" = "$wanted" ]; then exit 0; fi

what="the generators of SDKs"
. scripts/go.sh
if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
  echo "python3 must come with venv; install it, on Debian: apt-get install -y python3-venv" >&2
  exit 1
fi

rm -rf .engine/sdks
mkdir -p .engine/sdks
target=$PWD/.engine/sdks
cp scripts/sdks/main.go .engine/sdks/
(
  cd .engine/sdks
  export GOFLAGS=-mod=mod GOWORK=off
  if [ -e ../module/go.mod ]; then
    cp ../module/go.mod ../module/go.sum .
  else
    "$go" mod init sdks 2>/dev/null
    # As scripts/engine/install.sh says.
    "$go" mod edit -go=1.25.11 \
      -replace github.com/atotto/clipboard=github.com/tgummerer/clipboard@v0.0.0-20241001131231-d02d263e614e
    "$go" get "github.com/pulumi/pulumi/sdk/v3@$version" "github.com/pulumi/pulumi/pkg/v3@$version"
  fi
  "$go" build -trimpath -ldflags "-s -w" -o "$target/generate" .
)
python3 -m venv .engine/sdks/python
.engine/sdks/python/bin/pip install --quiet --disable-pip-version-check --requirement scripts/sdks/requirements.txt
printf '%s\n' "$wanted" >.engine/sdks/installed
