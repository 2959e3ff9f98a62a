"""Sets up a bucket as a program with boto3 does, and prints what it saw as JSON."""

import base64
import json
import time

import boto3
import botocore
from botocore.exceptions import ClientError

s3 = boto3.client("s3")
seen = {}
bucket = "boto-settings"
key = "k"


def code(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]


s3.create_bucket(Bucket=bucket)
s3.put_object(Bucket=bucket, Key=key, Tagging="b=2&a=1")
seen["tags"] = s3.get_object_tagging(Bucket=bucket, Key=key)["TagSet"]
seen["count"] = s3.get_object(Bucket=bucket, Key=key)["TagCount"]
eleven = [{"Key": str(number), "Value": ""} for number in range(11)]
seen["eleven"] = code(s3.put_object_tagging, Bucket=bucket, Key=key, Tagging={"TagSet": eleven})
s3.delete_object_tagging(Bucket=bucket, Key=key)
seen["untagged"] = s3.get_object_tagging(Bucket=bucket, Key=key)["TagSet"]

rule = {"AllowedMethods": ["GET"], "AllowedOrigins": ["https://a"], "MaxAgeSeconds": 5}
seen["no cors"] = code(s3.get_bucket_cors, Bucket=bucket)
s3.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": [rule]})
seen["cors"] = s3.get_bucket_cors(Bucket=bucket)["CORSRules"] == [rule]

s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
s3.put_object(Bucket=bucket, Key=key, Body=b"2")
s3.delete_object(Bucket=bucket, Key=key)
pages = s3.get_paginator("list_object_versions").paginate(Bucket=bucket, PaginationConfig={"PageSize": 1})
seen["versions"] = [sorted(set(page) & {"Versions", "DeleteMarkers"}) for page in pages]

block = s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
seen["block"] = list(block.values())
s3.delete_public_access_block(Bucket=bucket)
seen["no block"] = code(s3.get_public_access_block, Bucket=bucket)

upload = s3.create_multipart_upload(Bucket=bucket, Key=key)["UploadId"]
for number in (1, 2):
    s3.upload_part(Bucket=bucket, Key=key, UploadId=upload, PartNumber=number, Body=b"x")
pages = s3.get_paginator("list_parts").paginate(
    Bucket=bucket, Key=key, UploadId=upload, PaginationConfig={"PageSize": 1}
)
seen["parts"] = [[part["PartNumber"] for part in page["Parts"]] for page in pages]

put = s3.put_object(Bucket=bucket, Key="sum", Body=b"bytes", ChecksumAlgorithm="SHA256")
head = s3.head_object(Bucket=bucket, Key="sum", ChecksumMode="ENABLED")
seen["checksum"] = put["ChecksumSHA256"] == head["ChecksumSHA256"]
seen["checksum type"] = head["ChecksumType"]
wrong = base64.b64encode(bytes(32)).decode()
seen["wrong checksum"] = code(s3.put_object, Bucket=bucket, Key="wrong", Body=b"bytes", ChecksumSHA256=wrong)
attributes = s3.get_object_attributes(Bucket=bucket, Key="sum", ObjectAttributes=["Checksum", "ObjectSize"])
seen["attributes"] = [attributes["ObjectSize"], attributes["Checksum"]["ChecksumSHA256"] == put["ChecksumSHA256"]]

statement = {
    "Effect": "Allow",
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": f"arn:aws:s3:::{bucket}/open/*",
    "Condition": {"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}},
}
policy = {"Version": "2012-10-17", "Statement": [statement]}
seen["no policy"] = code(s3.get_bucket_policy, Bucket=bucket)
s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))
seen["policy"] = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"]) == policy
for name in ("open/a", "shut/a"):
    s3.put_object(Bucket=bucket, Key=name, Body=b"1")
anonymous = boto3.client("s3", config=boto3.session.Config(signature_version=botocore.UNSIGNED))
seen["anonymous"] = [code(anonymous.get_object, Bucket=bucket, Key=name) for name in ("open/a", "shut/a")]
other = {**policy, "Statement": [{**statement, "Resource": "arn:aws:s3:::elsewhere/*"}]}
seen["policy of another"] = code(s3.put_bucket_policy, Bucket=bucket, Policy=json.dumps(other))
s3.delete_bucket_policy(Bucket=bucket)
seen["policy gone"] = code(anonymous.get_object, Bucket=bucket, Key="open/a")

west = boto3.client("s3", region_name="us-west-2")
west.create_bucket(Bucket="boto-copy", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
west.put_bucket_versioning(Bucket="boto-copy", VersioningConfiguration={"Status": "Enabled"})
rule = {
    "ID": "all",
    "Priority": 1,
    "Status": "Enabled",
    "Filter": {"Prefix": "in/"},
    "SourceSelectionCriteria": {"ReplicaModifications": {"Status": "Enabled"}},
    "DeleteMarkerReplication": {"Status": "Disabled"},
    "Destination": {"Bucket": "arn:aws:s3:::boto-copy"},
}
seen["no replication"] = code(s3.get_bucket_replication, Bucket=bucket)
configuration = {"Role": "arn:aws:iam::123456789012:role/r", "Rules": [rule]}
s3.put_bucket_replication(Bucket=bucket, ReplicationConfiguration=configuration)
seen["replication"] = s3.get_bucket_replication(Bucket=bucket)["ReplicationConfiguration"]["Rules"] == [rule]


def settled(name):
    """The statuses of both sides once the source has been copied."""
    for _ in range(200):
        status = s3.head_object(Bucket=bucket, Key=name)["ReplicationStatus"]
        if status != "PENDING":
            return [status, west.head_object(Bucket="boto-copy", Key=name)["ReplicationStatus"]]
        time.sleep(0.05)


s3.put_object(Bucket=bucket, Key="in/a", Body=b"1")
seen["replicated"] = settled("in/a")
s3.put_object_tagging(Bucket=bucket, Key="in/a", Tagging={"TagSet": [{"Key": "a", "Value": "1"}]})
settled("in/a")
seen["replicated tags"] = west.get_object_tagging(Bucket="boto-copy", Key="in/a")["TagSet"]

seen["acl"] = code(s3.put_bucket_acl, Bucket=bucket, ACL="public-read")
print(json.dumps(seen))
