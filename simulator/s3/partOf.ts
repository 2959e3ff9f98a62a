import { headerValue, type HeaderMap } from "../http";
import type { ObjectPart } from "./checksum";
import { invalidArgument, invalidPartNumber, type RestError } from "./errors";
import type { ObjectVersion } from "./object";

/** The bytes of a part; `count` and `part` only where the object came in parts. */
export interface PartRange {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  readonly count?: number;
  readonly part?: ObjectPart;
}

const maxPartNumber = 10_000;

/** The part that `partNumber` asks for: undefined when it asks for none, an error when it is none, or has a range beside it. */
export function partAsked(
  asked: string | undefined,
  { body, parts }: Pick<ObjectVersion, "body" | "parts">,
  headers: Readonly<HeaderMap>,
): PartRange | RestError | undefined {
  if (asked === undefined) return undefined;
  const number = Number(asked);
  if (!/^\d{1,5}$/.test(asked) || number < 1 || number > maxPartNumber) return invalidArgument("partNumber", asked);
  if (headerValue(headers, "range") !== undefined) {
    const message = "Cannot specify both Range header and partNumber query parameter";
    return { status: 400, code: "InvalidRequest", message };
  }
  if (parts === undefined) return number === 1 ? { first: 0, end: body.byteLength } : invalidPartNumber(asked);
  const part = parts.find((one) => one.number === number);
  if (part === undefined) return invalidPartNumber(asked);
  const first = parts.filter((one) => one.number < number).reduce((sum, { size }) => sum + size, 0);
  return { first, end: first + part.size, count: parts.length, part };
}
