import { headerValue, type HeaderMap } from "../../http";
import { fullChecksum } from "../checksum";
import { checkTagging } from "./access";
import { bucketFor, xmlReply, type Operation } from "./call";
import { algorithmAsked, checksumElements } from "./checksums";
import { copySourceOf, readSource } from "./copySource";
import { refuse } from "./refusal";
import { checkRoom, checkWrite } from "./writeConditions";
import { attributesOf } from "./writeHeaders";

/** A new version with the bytes of another one, and its headers and tags unless a directive says `REPLACE`. */
export const copyObject: Operation = (call) => {
  const { request, estate } = call;
  const { key = "", headers, body } = request;
  const bucket = bucketFor(call, "s3:PutObject", key);
  const directive = directiveOf(headers, "metadata");
  const tagging = directiveOf(headers, "tagging");
  if (body.byteLength > 0) throw refuse("InvalidRequest", { message: "A copy takes no body." });
  const source = copySourceOf(headers);
  const version = readSource(call, source);
  const itself = source.bucket === bucket.name && source.key === key && source.versionId === undefined;
  if (itself && directive === "COPY") {
    throw refuse("InvalidRequest", {
      message:
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    });
  }
  checkWrite(headers, bucket.store.find(key), key);
  checkRoom(estate, version.body);
  if (tagging === "REPLACE") checkTagging(bucket, request);
  const { tags: taggedAnew, ...described } = attributesOf(headers);
  const { tags: taggedBefore, ...before } = version.attributes;
  const tags = tagging === "COPY" ? taggedBefore : taggedAnew;
  const attributes = { ...(directive === "COPY" ? before : described), ...(tags === undefined ? {} : { tags }) };
  // Whatever it came in, the copy is one piece: so is its checksum.
  const algorithm = algorithmAsked(headers) ?? version.checksum?.algorithm;
  const checksum = algorithm === undefined ? undefined : fullChecksum(algorithm, version.body);
  const known = checksum === undefined ? {} : { checksum };
  const copy = estate.put(bucket, key, { body: version.body, ...attributes }, known);
  const sourceVersioned = estate.find(source.bucket)?.store.versioning !== "Off";
  return xmlReply(
    "CopyObjectResult",
    { LastModified: new Date(copy.lastModified).toISOString(), ETag: copy.etag, ...checksumElements(checksum) },
    {
      ...(bucket.store.versioning === "Enabled" ? { "x-amz-version-id": copy.versionId } : {}),
      ...(sourceVersioned ? { "x-amz-copy-source-version-id": version.versionId } : {}),
    },
  );
};

/** `COPY` unless the other one is asked for. Throws `InvalidArgument`. */
function directiveOf(headers: Readonly<HeaderMap>, what: "metadata" | "tagging"): "COPY" | "REPLACE" {
  const name = `x-amz-${what}-directive`;
  const directive = headerValue(headers, name) ?? "COPY";
  if (directive === "COPY" || directive === "REPLACE") return directive;
  const details = { ArgumentName: name, ArgumentValue: directive };
  throw refuse("InvalidArgument", { message: `Unknown ${what} directive.`, details });
}
