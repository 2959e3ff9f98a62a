import type { Properties } from "../wire";
import { type ResourceType, type ResourceTypes, text } from "./resourceType";

/** Route 53's zones of S3's endpoints (AWS General Reference, "Amazon S3 endpoints and quotas"). */
const hostedZoneIds: Readonly<Record<string, string>> = {
  "ap-northeast-1": "Z2M4EHUR26P7ZW",
  "ap-northeast-2": "Z3W03O7B5YMIYP",
  "ap-south-1": "Z11RGJOFQNVJUP",
  "ap-southeast-1": "Z3O0J2DXBE1FTB",
  "ap-southeast-2": "Z1WCIGYICN2BYD",
  "ca-central-1": "Z1QDHH18159H29",
  "eu-central-1": "Z21DNDUVLTQW6Q",
  "eu-north-1": "Z3BAZG2TWCNX0D",
  "eu-west-1": "Z1BKCTXD74EZPE",
  "eu-west-2": "Z3GKZC51ZF0DB4",
  "eu-west-3": "Z3R1K369G5AVDG",
  "sa-east-1": "Z7KQH4QJS55SO",
  "us-east-1": "Z3AQBSTGFYJSTF",
  "us-east-2": "Z2O1EMRO9K5GLX",
  "us-west-1": "Z2F56UZL2M1ACD",
  "us-west-2": "Z3BJ6K6RIION7M",
};

const bucket: ResourceType = {
  autoName: { property: "bucket", prefix: "bucketPrefix", lowerCase: true },
  create(inputs, { region }) {
    const name = text(inputs, "bucket");
    return {
      id: name,
      outputs: {
        arn: `arn:aws:s3:::${name}`,
        bucket: name,
        region,
        bucketRegion: region,
        bucketDomainName: `${name}.s3.amazonaws.com`,
        bucketRegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
        hostedZoneId: hostedZoneIds[region] ?? "ZEXAMPLEZONE00",
      },
    };
  },
};

const object: ResourceType = {
  create: (inputs, { region }) => ({ id: `${text(inputs, "bucket")}/${text(inputs, "key")}`, outputs: { region } }),
};

export const s3Types: ResourceTypes = {
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketV2:BucketV2": bucket,
  "aws:s3/bucketObject:BucketObject": object,
  "aws:s3/bucketObjectv2:BucketObjectv2": object,
  // A bucket may have many, by their names.
  "aws:s3/bucketMetric:BucketMetric": {
    create: (inputs, { region }) => ({ id: `${text(inputs, "bucket")}:${text(inputs, "name")}`, outputs: { region } }),
  },
};

/**
 * What a read of one side of a bucket answers that exists already, by type: no cloud is asked, so it is what a site
 * needs, and whoever loads the program says so.
 */
export const readableTypes: Readonly<Record<string, (id: string, region: string) => Readonly<Properties>>> = {
  "aws:s3/bucketVersioning:BucketVersioning": (id, region) => ({
    bucket: id,
    region,
    versioningConfiguration: { status: "Enabled", mfaDelete: "" },
  }),
};

/** The resources that set one side of a bucket: the bucket's name is their id. */
export const bucketSide: ResourceType = {
  create: (inputs, { region }) => ({ id: text(inputs, "bucket"), outputs: { region } }),
};
