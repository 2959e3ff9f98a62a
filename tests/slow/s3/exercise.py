"""Uses the S3 server as a program with boto3 does, and prints what it saw as JSON."""

import io
import json
import urllib.request

import boto3
from botocore.exceptions import ClientError

s3 = boto3.client("s3")
seen = {}
bucket = "boto-bucket"
key = "a b+c/ü%//x"

s3.create_bucket(Bucket=bucket)
seen["buckets"] = [entry["Name"] for entry in s3.list_buckets()["Buckets"]]

s3.put_object(Bucket=bucket, Key=key, Body=io.BytesIO(b"bytes"), Metadata={"note": "n"})
got = s3.get_object(Bucket=bucket, Key=key)
seen["get"] = [got["Body"].read().decode(), got["Metadata"]]
seen["range"] = s3.get_object(Bucket=bucket, Key=key, Range="bytes=1-2")["Body"].read().decode()
s3.copy_object(Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": key})
seen["head"] = s3.head_object(Bucket=bucket, Key="copy")["ContentLength"]

pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, PaginationConfig={"PageSize": 1})
seen["list"] = [entry["Key"] for page in pages for entry in page["Contents"]]

url = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=60)
seen["presigned url"] = "X-Amz-Signature" in url

s4 = boto3.client("s3", config=boto3.session.Config(signature_version="s3v4"))
url = s4.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=60)
seen["presigned"] = urllib.request.urlopen(url).read().decode()

s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key}, {"Key": "copy"}]})
try:
    s3.get_object(Bucket=bucket, Key=key)
except ClientError as error:
    seen["deleted"] = error.response["Error"]["Code"]
s3.delete_bucket(Bucket=bucket)

try:
    boto3.client("iam", endpoint_url=s3.meta.endpoint_url).list_users()
except ClientError as error:
    seen["iam"] = error.response["ResponseMetadata"]["HTTPStatusCode"]

print(json.dumps(seen))
