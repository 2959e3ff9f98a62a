import { isOwner } from "./access";
import { bucketFor, emptyReply, xmlReply, type Operation } from "./call";
import { childText, readXml } from "./readXml";
import { refuse } from "./refusal";

/** What buckets have since 2023 unless they are told otherwise. */
const shut = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };

const maxBuckets = 10_000;

/** The caller's buckets, by name: all of them, or a page where `max-buckets` asks for one. */
export const listBuckets: Operation = ({ request, estate }) => {
  const { caller } = request;
  if (caller.kind === "anonymous") throw refuse("AccessDenied");
  const own = estate.all().filter((bucket) => isOwner(bucket, caller));
  const { query } = request;
  const prefix = query.get("prefix") ?? "";
  const inRegion = query.get("bucket-region");
  const after = Buffer.from(query.get("continuation-token") ?? "", "base64url").toString();
  const rest = own
    .filter(({ name, region }) => name.startsWith(prefix) && name > after && (inRegion ?? region) === region)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = rest.slice(0, pageOf(query.get("max-buckets")));
  const last = page.at(-1);
  return xmlReply("ListAllMyBucketsResult", {
    Owner: { ID: caller.accountId },
    Buckets: {
      Bucket: page.map(({ name, createdAt, region }) => ({
        Name: name,
        CreationDate: new Date(createdAt).toISOString(),
        BucketRegion: region,
      })),
    },
    ContinuationToken: last === undefined || page.length === rest.length ? undefined : tokenOf(last.name),
    Prefix: prefix === "" ? undefined : prefix,
  });
};

/** Throws `InvalidArgument`. */
function pageOf(asked: string | null): number {
  if (asked === null) return maxBuckets;
  const many = Number(asked);
  if (!/^\d{1,5}$/.test(asked) || many < 1 || many > maxBuckets) {
    throw refuse("InvalidArgument", {
      message: `Argument max-buckets must be an integer between 1 and ${maxBuckets}`,
      details: { ArgumentName: "max-buckets", ArgumentValue: asked },
    });
  }
  return many;
}

function tokenOf(name: string): string {
  return Buffer.from(name).toString("base64url");
}

/**
 * In the region of the body's LocationConstraint, else us-east-1, whose endpoint alone takes any constraint, and which
 * alone answers who makes his own bucket again as if it were new.
 */
export const createBucket: Operation = ({ request, estate }) => {
  const { caller, body, bucket: name = "" } = request;
  if (caller.kind === "anonymous") throw refuse("AccessDenied");
  if (!isBucketName(name)) throw refuse("InvalidBucketName", { details: { BucketName: name } });
  const constraint =
    body.byteLength === 0 ? undefined : childText(readXml(body, "CreateBucketConfiguration"), "LocationConstraint");
  const region = constraint === undefined || constraint === "" ? "us-east-1" : constraint;
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region) || constraint === "us-east-1") {
    throw refuse("InvalidLocationConstraint", { details: { LocationConstraint: region } });
  }
  const existing = estate.find(name);
  const created = emptyReply(200, { location: `/${name}` });
  if (existing !== undefined) {
    const own = isOwner(existing, caller);
    if (own && existing.region === "us-east-1" && region === "us-east-1") return created;
    throw refuse(own ? "BucketAlreadyOwnedByYou" : "BucketAlreadyExists", {
      details: { BucketName: name },
    });
  }
  estate.create({ name, region, versioning: "Off", publicAccessBlock: shut }, caller.accountId);
  return created;
};

/** Only of a bucket without any version or marker. */
export const deleteBucket: Operation = (call) => {
  const { name, store } = bucketFor(call, "s3:DeleteBucket");
  if (store.all().length > 0) throw refuse("BucketNotEmpty", { details: { BucketName: name } });
  call.estate.remove(name);
  return emptyReply(204);
};

export const headBucket: Operation = (call) => {
  const { region } = bucketFor(call, "s3:ListBucket");
  return emptyReply(200, { "x-amz-bucket-region": region, "content-type": "application/xml" });
};

/** Empty for us-east-1, as it has always been. */
export const getBucketLocation: Operation = (call) => {
  const { region } = bucketFor(call, "s3:GetBucketLocation");
  return xmlReply("LocationConstraint", region === "us-east-1" ? {} : { "#text": region });
};

/** 3 to 63 lower-case letters, digits, dots and hyphens, no address, none of the forms that S3 keeps to itself. */
export function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9](?:[a-z0-9.-]{1,61})[a-z0-9]$/.test(name) &&
    !name.includes("..") &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^(?:xn--|sthree-|amzn-s3-demo-)|(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
  );
}
