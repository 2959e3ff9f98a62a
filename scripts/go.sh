# Sourced by what builds with Go. Leaves in `go` the first one that fetches by itself the toolchain that a module asks for, as
# every Go since 1.21 does: Debian's own may be older and stand before it on PATH. `what` names what is to be built.

# The numbers of a Go, such as `1.26.8`; nothing for what is no Go.
version_of() { "$1" version 2>/dev/null | sed -n 's/^go version go\([0-9.]*\).*/\1/p'; }
at_least() { [ -n "$1" ] && [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

go=
for candidate in $(command -v go || true) /usr/local/go/bin/go "$HOME/go/bin/go"; do
  if at_least "$(GOTOOLCHAIN=local version_of "$candidate")" 1.21; then
    go=$candidate
    break
  fi
done
if [ -z "$go" ]; then
  echo "no Go of 1.21 or newer is here to build ${what:?} with: supply one, as https://go.dev/doc/install says" >&2
  exit 1
fi
