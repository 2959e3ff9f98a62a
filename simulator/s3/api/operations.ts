import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from "./buckets";
import type { Operation } from "./call";
import { copyObject } from "./copyObject";
import { deleteObjects } from "./deleteObjects";
import { deleteCors, getCors, putCors } from "./cors";
import { getBucketAcl, getObjectAcl, putBucketAcl, putObjectAcl } from "./acl";
import { deleteEncryption, getEncryption, putEncryption } from "./encryption";
import { getOwnershipControls, putOwnershipControls, unset } from "./fixedSettings";
import { listObjects } from "./listObjects";
import { listVersions } from "./listVersions";
import { completeUpload } from "./completeUpload";
import { listParts, listUploads } from "./listUploads";
import { abortUpload, createUpload, uploadPart } from "./multipart";
import { deletePolicy, getPolicy, getPolicyStatus, putPolicy } from "./policy";
import { deleteAccessBlock, getAccessBlock, putAccessBlock } from "./publicAccess";
import { getVersioning, putVersioning } from "./versioning";
import { deleteReplication, getReplication, putReplication } from "./replication";
import { getObjectAttributes } from "./objectAttributes";
import { getRequestPayment, putRequestPayment } from "./requestPayment";
import { deleteObject, getObject, putObject } from "./objects";
import {
  deleteBucketTagging,
  deleteObjectTagging,
  getBucketTagging,
  getObjectTagging,
  putBucketTagging,
  putObjectTagging,
} from "./tagging";

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
  "PUT bucket?ownershipControls": putOwnershipControls,
  "GET bucket?accelerate": unset.accelerate,
  "GET bucket?lifecycle": unset.lifecycle,
  "GET bucket?logging": unset.logging,
  "GET bucket?notification": unset.notification,
  "GET bucket?object-lock": unset.objectLock,
  "GET bucket?website": unset.website,
  "GET bucket?requestPayment": getRequestPayment,
  "PUT bucket?requestPayment": putRequestPayment,
  "GET bucket?encryption": getEncryption,
  "PUT bucket?encryption": putEncryption,
  "DELETE bucket?encryption": deleteEncryption,
  "GET bucket?acl": getBucketAcl,
  "PUT bucket?acl": putBucketAcl,
  "GET bucket?cors": getCors,
  "PUT bucket?cors": putCors,
  "DELETE bucket?cors": deleteCors,
  "GET object?acl": getObjectAcl,
  "PUT object?acl": putObjectAcl,
  "GET bucket?tagging": getBucketTagging,
  "PUT bucket?tagging": putBucketTagging,
  "DELETE bucket?tagging": deleteBucketTagging,
  "GET object?tagging": getObjectTagging,
  "PUT object?tagging": putObjectTagging,
  "DELETE object?tagging": deleteObjectTagging,
  "GET bucket?uploads": listUploads,
  "POST object?uploads": createUpload,
  "PUT object?uploadId": uploadPart,
  "POST object?uploadId": completeUpload,
  "DELETE object?uploadId": abortUpload,
  "GET object?uploadId": listParts,
  "GET object?attributes": getObjectAttributes,
  "GET object?partNumber": getObject,
  "HEAD object?partNumber": getObject,
  "GET object": getObject,
  "HEAD object": getObject,
  "PUT object": putOrCopy,
  "DELETE object": deleteObject,
};
