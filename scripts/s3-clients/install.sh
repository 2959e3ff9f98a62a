#!/usr/bin/env bash
# Installs boto3 and the AWS CLI, in the versions of requirements.txt, into the git-ignored .clients/ for the slow suites.
# Needs python3 with venv and the network; does nothing when the versions are there.
set -euo pipefail
cd "$(dirname "$0")/../.."

wanted=scripts/s3-clients/requirements.txt
if cmp -s "$wanted" .clients/installed.txt; then exit 0; fi

if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "python3 must come with venv; install it, on Debian as root: apt-get install -y python3-venv" >&2
    exit 2
  fi
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends python3-venv
fi

rm -rf .clients
python3 -m venv .clients
.clients/bin/pip install --quiet --disable-pip-version-check --no-deps --requirement "$wanted"
cp "$wanted" .clients/installed.txt
