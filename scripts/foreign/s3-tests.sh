#!/usr/bin/env bash
# Runs ceph/s3-tests against the S3 endpoint of a `serve` of its own: the parts on objects, listings, versions, parts,
# copies, policies, tags and CORS, as far as AWS itself passes them. Prints what passed and the names of what did not.
#   scripts/foreign/s3-tests.sh CHECKOUT [pytest arguments, such as -k NAME]
# Needs Node.js, python3 with venv and, the first time, the network (PyPI). Nothing of the suite is kept here.
set -euo pipefail
if [ $# -lt 1 ] || [ ! -f "$1/s3tests/functional/test_s3.py" ]; then
  echo "CHECKOUT must be a checkout of https://github.com/ceph/s3-tests, got \"${1-}\"; git clone it first" >&2
  exit 2
fi
checkout=$(cd "$1" && pwd)
shift
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH"
. scripts/foreign/serve.sh

home=.foreign
wanted=scripts/foreign/requirements.txt
if ! cmp -s "$wanted" "$home/s3-tests.txt"; then
  rm -rf "$home/s3-tests"
  python3 -m venv "$home/s3-tests"
  "$home/s3-tests/bin/pip" install --quiet --disable-pip-version-check --no-deps --requirement "$wanted"
  cp "$wanted" "$home/s3-tests.txt"
fi

trap 'kill ${server:+"$server"} 2>/dev/null || true' EXIT
start_serve "$home"

# The suite wants accounts of its own servers as well; those that are not here are the alternative one.
python3 - "$home/ready.json" "$home/s3tests.conf" <<'PYTHON'
import configparser, json, sys, urllib.parse

ready = json.load(open(sys.argv[1]))
url = urllib.parse.urlsplit(ready["s3"])
config = configparser.RawConfigParser()
config["DEFAULT"] = {"host": url.hostname, "port": str(url.port), "is_secure": "False", "ssl_verify": "False"}
config["fixtures"] = {"bucket prefix": "s3-tests-{random}-"}


def account(keys, **more):
    return {
        "access_key": keys["accessKeyId"],
        "secret_key": keys["secretAccessKey"],
        "user_id": keys["accountId"],
        "display_name": keys["accountId"],
        "email": "nobody@example.com",
        **more,
    }


# The main account is to have no bucket at first, so that it is not the one of the site.
config["s3 main"] = account(ready["alt"])
config["s3 alt"] = account(ready)
config["s3 tenant"] = account(ready, tenant="")
for other in ("iam", "iam root", "iam alt root"):
    config[other] = account(ready)
with open(sys.argv[2], "w") as file:
    config.write(file)
PYTHON

# Out of scope: what AWS itself fails, and what is not modelled.
marks="not (fails_on_aws or lifecycle or lifecycle_expiration or lifecycle_transition or cloud_transition or cloud_restore
  or bucket_logging or bucket_logging_cleanup or encryption or bucket_encryption or sse_s3 or iam_account or iam_user
  or iam_role or s3website or storage_class)"
names="(object or list or version or multipart or policy or copy or tag or cors or delete_marker or part)
  and not (post_object or object_lock or object_acl or _acl or acl_ or logging or _sse or append or torrent or restore
  or tenant or presigned_get_object_v2 or presigned_put_object_v2 or usage or ownership or notification or website
  or storage_class or access_bucket)"
set +e
S3TEST_CONF="$PWD/$home/s3tests.conf" PYTHONPATH="$PWD/scripts/foreign" "$home/s3-tests/bin/python" -m pytest --rootdir "$checkout" -c "$checkout/pytest.ini" \
  -p open_buckets -p no:cacheprovider -q --tb=short --no-header -m "${marks//$'\n'/ }" -k "${names//$'\n'/ }" -rfE \
  --junitxml "$home/s3-tests.xml" "$@" "$checkout/s3tests/functional/test_s3.py" >"$home/s3-tests.log" 2>&1
set -e

"$home/s3-tests/bin/python" - "$home/s3-tests.xml" <<'PYTHON'
import sys
import xml.etree.ElementTree as tree

cases = [case for case in tree.parse(sys.argv[1]).iter("testcase") if case.find("skipped") is None]
failed = [case.get("name") for case in cases if case.find("failure") is not None or case.find("error") is not None]
names = sorted(set(failed))
total = len({case.get("name") for case in cases})
print(f"passed {total - len(names)}, failed {len(names)}, total {total}; the log is .foreign/s3-tests.log")
for name in names:
    print(name)
PYTHON
