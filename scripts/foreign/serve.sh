# For the scripts beside it, to be sourced at the root of the project.

# start_serve FOLDER [ARGUMENT …]: builds, starts `serve` on free ports and waits until it listens. Then `server` is its
# process, and FOLDER has its ready line (ready.json) and what it says (serve.log). Ends the script when it does not start.
start_serve() {
  local folder=$1
  shift
  node scripts/build.mjs
  rm -f "$folder/ready.json"
  node dist/cli.js serve --format json --port 0 --console-port 0 --s3-port 0 "$@" \
    >"$folder/ready.json" 2>"$folder/serve.log" &
  server=$!
  for _ in $(seq 300); do
    if [ -s "$folder/ready.json" ]; then return; fi
    if ! kill -0 "$server" 2>/dev/null; then break; fi
    sleep 0.2
  done
  cat "$folder/serve.log" >&2
  exit 1
}
