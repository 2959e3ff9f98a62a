#!/usr/bin/env bash
# Builds Pulumi's command line from its Go modules into .engine/bin, where no `pulumi` is on PATH: for machines that reach
# a Go module proxy and nothing else. An ordinary installation is left as it is and used. Warm it takes no time.
set -euo pipefail
cd "$(dirname "$0")/../.."

# The newest version of the module that builds; an engine is never older than requiredPulumiVersion of Pulumi.yaml.
version=${PULUMI_VERSION:-v3.274.1}
# Pulumi's modules ask for it or a newer one; any Go since 1.21 fetches a newer toolchain from the module proxy itself.
wanted=1.25.11
toolchain=go1.27.3

if found=$(command -v pulumi); then
  echo "pulumi is on PATH: $found"
  exit 0
fi
# What Pulumi runs a program and a policy pack with: its own is no module of the proxy, so ours stands beside it.
write_host() {
  printf '#!/bin/sh\nexec node "$(dirname "$0")/../../dist/language-host.js" %s"$@"\n' "$2" >".engine/bin/$1"
  chmod +x ".engine/bin/$1"
}
write_hosts() {
  write_host pulumi-language-nodejs ''
  write_host pulumi-analyzer-policy-nodejs '--policy-pack '
}

if [ -x .engine/bin/pulumi ] && [ "$(cat .engine/version 2>/dev/null)" = "$version" ]; then
  write_hosts
  echo "pulumi $version is in .engine/bin"
  exit 0
fi

what="pulumi (or install Pulumi itself, as https://www.pulumi.com/docs/install says)"
. scripts/go.sh
at_least "$(GOTOOLCHAIN=local version_of "$go")" "$wanted" || export GOTOOLCHAIN=$toolchain

echo "building pulumi $version with $("$go" version), which takes some minutes"
module=.engine/module
rm -rf "$module"
mkdir -p "$module" .engine/bin
target=$PWD/.engine/bin
(
  cd "$module"
  # The module replaces one of its dependencies, which only a main module may: this is one.
  export GOFLAGS=-mod=mod GOWORK=off GOBIN=$target
  "$go" mod init engine 2>/dev/null
  "$go" mod edit -go="$wanted" \
    -replace github.com/atotto/clipboard=github.com/tgummerer/clipboard@v0.0.0-20241001131231-d02d263e614e
  # The released module asks for the SDK before it: both are of one version.
  "$go" get "github.com/pulumi/pulumi/sdk/v3@$version" "github.com/pulumi/pulumi/pkg/v3@$version" 2>get.log ||
    { tail -n 5 get.log >&2; exit 1; }
  "$go" install -trimpath -tags "osusergo grpcnotrace" \
    -ldflags "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=$version" \
    github.com/pulumi/pulumi/pkg/v3/cmd/pulumi
)
write_hosts
echo "$version" >.engine/version
.engine/bin/pulumi version
