import { fieldsOf, ResultFault, shown, stringOf } from "./returned";
import type { LambdaBody } from "./runner";

/** A body as a function sees it: cut off at `maximumBytes`, empty where there is none (LE-18). Pure. */
export function lambdaBody(body: Uint8Array, maximumBytes: number): LambdaBody {
  return {
    action: "read-only",
    data: Buffer.from(body.subarray(0, maximumBytes)).toString("base64"),
    encoding: "base64",
    inputTruncated: body.byteLength > maximumBytes,
  };
}

/** The body that a function has put in the place of the request's; undefined where it left that one alone (LE-18). */
export function replacedBody(value: unknown, maximumBytes: number): Uint8Array | undefined {
  if (value === undefined) return undefined;
  const { action = "read-only", data, encoding = "base64" } = fieldsOf(value, "body");
  if (action === "read-only") return undefined;
  if (action !== "replace") throw new ResultFault(`body.action must be read-only or replace, got ${shown(action)}`);
  if (encoding !== "text" && encoding !== "base64") {
    throw new ResultFault(`body.encoding must be text or base64, got ${shown(encoding)}`);
  }
  const text = stringOf(data, "body.data");
  if (encoding === "base64" && !isBase64(text)) throw new ResultFault("body.data is not base64");
  const body = Buffer.from(text, encoding === "text" ? "utf8" : "base64");
  if (body.byteLength <= maximumBytes) return body;
  throw new ResultFault(`body must have at most ${maximumBytes} bytes, got ${body.byteLength} (LE-18)`);
}

/** Whether a text is base64, with its padding or without. */
export function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
