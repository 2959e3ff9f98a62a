import { invalidArgument } from "../errors";
import { listingBody } from "../listing";
import { bucketFor, type Operation } from "./call";
import { checkEncoding } from "./paging";
import { ApiRefusal } from "./refusal";

/** ListObjects, or ListObjectsV2 for `list-type=2`. */
export const listObjects: Operation = (call) => {
  const { name, region, store, owner } = bucketFor(call, "s3:ListBucket");
  const query = new Map(call.request.query);
  checkEncoding(call.request.query);
  const body = listingBody(name, store.current(), query, owner);
  if (body === undefined) throw new ApiRefusal(invalidArgument("max-keys", query.get("max-keys") ?? ""));
  const headers = {
    "x-amz-bucket-region": region,
    "content-type": "application/xml",
    "content-length": String(body.byteLength),
  };
  return { kind: "success", status: 200, headers, body };
};
