# What .ci/run is written in: steps, which are counted, and lanes of steps, which run side by side. Sourced.

results=$(mktemp -d)
lanes=()
# A process group for each lane, so that an interruption ends whatever it has started.
set -m
trap 'for lane in "${lanes[@]}"; do kill -- "-$lane"; done 2>/dev/null; rm -rf "$results"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# step NAME [suite] COMMAND…: runs a step of a lane and counts it: a mocha suite by its tests, anything else as one. How long
# each file of a suite took is left in the folder that DURATIONS names.
step() {
  local name=$1 kind=command code=0 started=$SECONDS
  shift
  if [ "$1" = suite ]; then kind=suite && shift; fi
  local totals="$results/$name.totals" passed=0 failed=0 skipped=0 why="exit code"
  TEST_TOTALS=$totals TEST_DURATIONS=${DURATIONS:+$DURATIONS/$name.json} "$@" >"$results/$name.output" 2>&1 </dev/null || code=$?
  if [ "$kind" = suite ] && [ -s "$totals" ]; then
    read -r passed failed skipped <"$totals"
  elif [ "$kind" = suite ]; then
    failed=1 why="no totals were left, exit code"
  elif [ "$code" -eq 0 ]; then
    passed=1
  fi
  # A suite that fails without a failed test (a hook, a leak) still counts.
  if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  {
    printf '\n== %s: %s (%s s)\n' "$name" "$*" "$((SECONDS - started))"
    cat "$results/$name.output"
    if [ "$failed" -gt 0 ]; then printf '== %s FAILED: %s %s\n' "$name" "$why" "$code"; fi
  } >"$results/$name.report"
  printf '%s %s %s %s\n' "$passed" "$failed" "$skipped" "$results/$name.report"
}

# side_by_side LANE…: runs lanes, each a function of steps, and prints each step as a whole as soon as it has ended.
passed=0 failed=0 skipped=0
side_by_side() {
  local lane p f s report ended=0
  # A pipe that has both ends before the first lane starts, and no writer left when the last one has ended.
  mkfifo "$results/ended"
  exec 8<>"$results/ended" 9<"$results/ended"
  rm "$results/ended"
  for lane; do
    { "$lane" && printf 'lane\n'; } >&8 8>&- 9<&- &
    lanes+=($!)
  done
  exec 8>&-
  while read -r p f s report; do
    if [ "$p" = lane ]; then
      ended=$((ended + 1))
      continue
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    cat "$report"
  done <&9
  exec 9<&-
  lanes=()
  # One that was ended on its way has steps that nobody counted.
  if [ "$ended" -lt $# ]; then
    printf '\n== %s of %s lanes did not come to their end\n' "$(($# - ended))" "$#"
    failed=$((failed + 1))
  fi
}

# close: the last line, and the exit code.
close() {
  printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
