import type { CorsRule } from "../../model/corsRule";
import { bucketFor, emptyReply, xmlReply, type Operation } from "./call";
import { childrenOf, childText, readXml, type XmlElement } from "./readXml";
import { refuse } from "./refusal";
import { digestChecked } from "./writeConditions";

const maxRules = 100;
const methods: readonly string[] = ["GET", "PUT", "POST", "DELETE", "HEAD"];

export const getCors: Operation = (call) => {
  const { name, cors } = bucketFor(call, "s3:GetBucketCORS");
  if (cors.length === 0) throw refuse("NoSuchCORSConfiguration", { details: { BucketName: name } });
  return xmlReply("CORSConfiguration", {
    CORSRule: cors.map(({ id, allowedOrigins, allowedMethods, allowedHeaders, exposeHeaders, maxAgeSeconds }) => ({
      ID: id,
      AllowedMethod: allowedMethods,
      AllowedOrigin: allowedOrigins,
      AllowedHeader: allowedHeaders,
      ExposeHeader: exposeHeaders,
      MaxAgeSeconds: maxAgeSeconds,
    })),
  });
};

/** In place of all rules that were there; what does not hold is refused before that. */
export const putCors: Operation = (call) => {
  const bucket = bucketFor(call, "s3:PutBucketCORS");
  const { headers, body } = call.request;
  digestChecked(headers, body);
  const rules = childrenOf(readXml(body, "CORSConfiguration"), "CORSRule");
  if (rules.length === 0 || rules.length > maxRules) throw refuse("MalformedXML");
  bucket.cors = rules.map(ruleOf);
  return emptyReply(200);
};

/** Needs the permission to put: there is none of its own. */
export const deleteCors: Operation = (call) => {
  bucketFor(call, "s3:PutBucketCORS").cors = [];
  return emptyReply(204);
};

/** Throws `MalformedXML`, and `InvalidRequest` for a method that is none and for a second `*`. */
function ruleOf(element: XmlElement): CorsRule {
  const texts = (name: string): readonly string[] => childrenOf(element, name).map(({ text }) => text.trim());
  const [allowedOrigins, allowedMethods] = [texts("AllowedOrigin"), texts("AllowedMethod")];
  if (allowedOrigins.length === 0 || allowedMethods.length === 0) throw refuse("MalformedXML");
  const unknown = allowedMethods.find((method) => !methods.includes(method));
  if (unknown !== undefined) {
    throw refuse("InvalidRequest", {
      message: `Found unsupported HTTP method in CORS config. Unsupported method is ${unknown}`,
    });
  }
  const allowedHeaders = texts("AllowedHeader");
  for (const [name, patterns] of [
    ["AllowedOrigin", allowedOrigins] as const,
    ["AllowedHeader", allowedHeaders] as const,
  ]) {
    const wild = patterns.find((pattern) => pattern.split("*").length > 2);
    if (wild !== undefined) {
      throw refuse("InvalidRequest", { message: `${name} "${wild}" can not have more than one wildcard.` });
    }
  }
  const exposeHeaders = texts("ExposeHeader");
  if (exposeHeaders.some((name) => name.includes("*"))) {
    throw refuse("InvalidRequest", { message: "ExposeHeader can not have a wildcard." });
  }
  const [id, maxAge] = [childText(element, "ID"), childText(element, "MaxAgeSeconds")];
  if (maxAge !== undefined && !/^\d{1,9}$/.test(maxAge)) throw refuse("MalformedXML");
  return {
    ...(id === undefined ? {} : { id }),
    allowedOrigins,
    allowedMethods,
    allowedHeaders,
    exposeHeaders,
    ...(maxAge === undefined ? {} : { maxAgeSeconds: Number(maxAge) }),
  };
}
