import { isTagKey, isTagValue, tagLimits } from "../../../aws/tags";
import { headerValue } from "../../http";
import type { Tag } from "../tags";
import type { XmlElements } from "../xml";
import { child, childrenOf, readXml, type XmlElement } from "./readXml";
import { refuse } from "./refusal";
import type { ApiRequest } from "./request";

/** Tags that an object may have; a bucket may have those of any resource. */
const maxOfObject = 10;

/** Reads `x-amz-tagging`, which is written like a query. Throws `InvalidArgument`, `InvalidTag`, `BadRequest`. */
export function tagsOfHeader(header: string): readonly Tag[] {
  const unreadable = (): Error =>
    refuse("InvalidArgument", {
      message:
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      details: { ArgumentName: "x-amz-tagging", ArgumentValue: header },
    });
  let tags: readonly Tag[];
  try {
    decodeURIComponent(header);
    tags = [...new URLSearchParams(header)].map(([key, value]) => ({ key, value }));
  } catch {
    throw unreadable();
  }
  if (new Set(tags.map(({ key }) => key)).size < tags.length) throw unreadable();
  return checkedOfObject(tags);
}

/** The tags that a request gives an object, in its header or its body. Throws what the readers of both throw. */
export function requestTagsOf({ method, query, headers, body, key }: ApiRequest): readonly Tag[] {
  if (method === "PUT" && key !== undefined && query.has("tagging")) return objectTags(body);
  const header = headerValue(headers, "x-amz-tagging");
  return header === undefined ? [] : tagsOfHeader(header);
}

/** Reads the body of PutObjectTagging. Throws `MalformedXML`, `InvalidTag`, `BadRequest`. */
export function objectTags(body: Uint8Array): readonly Tag[] {
  return checkedOfObject(tagsOfBody(body));
}

/** Reads the body of PutBucketTagging. Throws `MalformedXML`, `InvalidTag`, `BadRequest`. */
export function bucketTags(body: Uint8Array): readonly Tag[] {
  const tags = checked(tagsOfBody(body));
  if (tags.length > tagLimits.count) {
    throw refuse("BadRequest", { message: `Bucket tag count cannot be greater than ${tagLimits.count}` });
  }
  return tags;
}

/** By key, as S3 tells them. */
export function taggingElements(tags: readonly Tag[]): XmlElements {
  const sorted = [...tags].sort((a, b) => (a.key < b.key ? -1 : 1));
  return { TagSet: sorted.length === 0 ? "" : { Tag: sorted.map(({ key, value }) => ({ Key: key, Value: value })) } };
}

function tagsOfBody(body: Uint8Array): readonly Tag[] {
  const set = child(readXml(body, "Tagging"), "TagSet");
  if (set === undefined) throw refuse("MalformedXML");
  return readTags(childrenOf(set, "Tag"));
}

/** Reads the tags of a filter. Throws `MalformedXML`, `InvalidTag`. */
export function tagsOfElements(elements: readonly XmlElement[]): readonly Tag[] {
  return checked(readTags(elements));
}

function readTags(elements: readonly XmlElement[]): readonly Tag[] {
  return elements.map((tag) => {
    const [key, value] = [child(tag, "Key")?.text, child(tag, "Value")?.text];
    if (key === undefined || value === undefined) throw refuse("MalformedXML");
    return { key, value };
  });
}

function checkedOfObject(tags: readonly Tag[]): readonly Tag[] {
  if (tags.length > maxOfObject) {
    throw refuse("BadRequest", { message: `Object tags cannot be greater than ${maxOfObject}` });
  }
  return checked(tags);
}

function checked(tags: readonly Tag[]): readonly Tag[] {
  const seen = new Set<string>();
  for (const { key, value } of tags) {
    if (seen.has(key)) {
      throw refuse("InvalidTag", {
        message: "Cannot provide multiple Tags with the same key",
        details: { TagKey: key },
      });
    }
    if (!isTagKey(key)) {
      throw refuse("InvalidTag", { message: "The TagKey you have provided is invalid", details: { TagKey: key } });
    }
    if (!isTagValue(value)) {
      throw refuse("InvalidTag", {
        message: "The TagValue you have provided is invalid",
        details: { TagKey: key, TagValue: value },
      });
    }
    seen.add(key);
  }
  return tags;
}
