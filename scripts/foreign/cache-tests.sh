#!/usr/bin/env bash
# Runs http-tests/cache-tests against a `serve` of its own, in front of the suite's origin: what a shared cache has to do
# by the RFCs. Prints how many of the required tests passed and the names of those that did not.
#   scripts/foreign/cache-tests.sh CHECKOUT
# Needs Node.js and, the first time, the network (the suite's packages). Nothing of the suite is kept here.
set -euo pipefail
if [ $# -ne 1 ] || [ ! -f "$1/test-engine/cli.mjs" ]; then
  echo "CHECKOUT must be a checkout of https://github.com/http-tests/cache-tests, got \"${1-}\"; git clone it first" >&2
  exit 2
fi
checkout=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH"
. scripts/foreign/serve.sh
ours=scripts/foreign/cache-tests
home=$PWD/.foreign
mkdir -p "$home"
if [ ! -d "$checkout/node_modules/undici" ]; then
  (cd "$checkout" && npm install --silent --omit=dev --ignore-scripts)
fi

origin_port=$(node -e 'const s = require("net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')
(
  cd "$checkout"
  npm_config_protocol=http npm_config_port=$origin_port npm_config_pidfile="$home/cache-tests.pid" \
    exec node test-engine/server/server.mjs
) >"$home/cache-tests-origin.log" 2>&1 &
origin=$!
trap 'kill "$origin" ${server:+"$server"} 2>/dev/null || true' EXIT

start_serve "$home" --distribution "$ours/distribution.json" --policy "$ours/key.json" --policy "$ours/forwarded.json" \
  --origin "suite=http://127.0.0.1:$origin_port"
edge=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).edge' "$home/ready.json")

(cd "$checkout" && npm_package_config_base="${edge%/}" npm_package_config_id= node --no-warnings test-engine/cli.mjs) \
  >"$home/cache-tests.json" 2>"$home/cache-tests.log" || cat "$home/cache-tests.log" >&2
node "$ours/summary.mjs" "$checkout" "$home/cache-tests.json"
