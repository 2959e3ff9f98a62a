import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from "./buckets";
import type { Operation } from "./call";
import { copyObject } from "./copyObject";
import { deleteObjects } from "./deleteObjects";
import { getBucketAcl, getCors, getEncryption, getObjectAcl, getOwnershipControls } from "./fixedSettings";
import { listObjects } from "./listObjects";
import { listVersions } from "./listVersions";
import { completeUpload } from "./completeUpload";
import { listParts, listUploads } from "./listUploads";
import { abortUpload, createUpload, uploadPart } from "./multipart";
import { deletePolicy, getPolicy, getPolicyStatus, putPolicy } from "./policy";
import { deleteAccessBlock, getAccessBlock, putAccessBlock } from "./publicAccess";
import { getVersioning, putVersioning } from "./versioning";
import { deleteReplication, getReplication, putReplication } from "./replication";
import { deleteObject, getObject, putObject } from "./objects";

/** Two operations share one line; the header that names a source tells them apart. */
const putOrCopy: Operation = (call) =>
  call.request.headers["x-amz-copy-source"] === undefined ? putObject(call) : copyObject(call);

/** What is answered: method, scope and subresource. What is not here is refused, never ignored. */
export const operations: Readonly<Record<string, Operation>> = {
  "GET service": listBuckets,
  "PUT bucket": createBucket,
  "HEAD bucket": headBucket,
  "DELETE bucket": deleteBucket,
  "GET bucket": listObjects,
  "GET bucket?versions": listVersions,
  "POST bucket?delete": deleteObjects,
  "GET bucket?location": getBucketLocation,
  "GET bucket?versioning": getVersioning,
  "PUT bucket?versioning": putVersioning,
  "GET bucket?policy": getPolicy,
  "PUT bucket?policy": putPolicy,
  "DELETE bucket?policy": deletePolicy,
  "GET bucket?policyStatus": getPolicyStatus,
  "GET bucket?publicAccessBlock": getAccessBlock,
  "PUT bucket?publicAccessBlock": putAccessBlock,
  "DELETE bucket?publicAccessBlock": deleteAccessBlock,
  "GET bucket?replication": getReplication,
  "PUT bucket?replication": putReplication,
  "DELETE bucket?replication": deleteReplication,
  "GET bucket?ownershipControls": getOwnershipControls,
  "GET bucket?encryption": getEncryption,
  "GET bucket?acl": getBucketAcl,
  "GET bucket?cors": getCors,
  "GET object?acl": getObjectAcl,
  "GET bucket?uploads": listUploads,
  "POST object?uploads": createUpload,
  "PUT object?uploadId": uploadPart,
  "POST object?uploadId": completeUpload,
  "DELETE object?uploadId": abortUpload,
  "GET object?uploadId": listParts,
  "GET object": getObject,
  "HEAD object": getObject,
  "PUT object": putOrCopy,
  "DELETE object": deleteObject,
};
