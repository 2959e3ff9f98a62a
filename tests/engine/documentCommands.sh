# The words that the documents' commands begin with, as a test runs them: this repository's own command line, the engine on
# the embedded cloud, and no port that may be taken. Sourced; $REPOSITORY is where the engine and the AWS CLI are installed, $ANSWERS a folder.

npm() {
  case $1 in
  # Steps of their own in CI.
  ci | test) grep -q "^ *step .*npm $1\$" .ci/run ;;
  start) shift && [ "${1-}" != -- ] || shift && static_site_ha serve "$@" ;;
  run)
    case $2 in
    drill) shift 3 && static_site_ha drill "$@" ;;
    lint | typecheck) grep -q "^ *step .*npm run $2\$" .ci/run ;;
    *) command npm "$@" ;;
    esac
    ;;
  *) command npm "$@" ;;
  esac
}

npx() { shift && static_site_ha "$@"; }

pulumi() { static_site_ha local --no-serve -- pulumi "$@"; }

static_site_ha() {
  case "$1 ${*: -1}" in
  *' --help') ;;
  serve*) serve_and_stop "$@" && return ;;
  esac
  case " $* " in
  *' --local '* | *' --site '* | *' --state '* | *' --baseline '* | *' --out '*) node dist/cli.js "$@" ;;
  ' prove '* | ' drill '*) once "$@" ;;
  *) node dist/cli.js "$@" ;;
  esac
}

# What reads the project's own files alone, which every document finds as they are, is run for the first document that asks
# for it, and says the same to the others. $ANSWERS is theirs.
once() {
  local answer code=0
  answer=$ANSWERS/$(printf '%s\0' "$@" | sha256sum | cut -d ' ' -f 1)
  if [ ! -e "$answer.code" ]; then
    node dist/cli.js "$@" >"$answer" || code=$?
    echo "$code" >"$answer.code"
  fi
  cat "$answer"
  return "$(cat "$answer.code")"
}

# Serves until it is ready, asks for the front page, and ends it.
serve_and_stop() {
  local ready page
  coproc SERVED { exec node dist/cli.js "$@" --port 0 --console-port 0 --s3-port 0 --format json; }
  local pid=$SERVED_PID
  read -r ready <&"${SERVED[0]}"
  page=$(node -p 'JSON.parse(process.argv[1]).edge' "$ready")
  curl -sS -f -o /dev/null "$page/"
  kill -TERM "$pid"
  wait "$pid"
}

aws() { "$REPOSITORY/.clients/bin/aws" ${S3_ENDPOINT:+--endpoint-url "$S3_ENDPOINT"} "$@"; }
