"""Sets up a bucket as a program with boto3 does, and prints what it saw as JSON."""

import json

import boto3
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

seen["acl"] = code(s3.put_bucket_acl, Bucket=bucket, ACL="public-read")
print(json.dumps(seen))
