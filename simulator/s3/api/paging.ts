import { invalidArgument } from "../errors";
import { encodeKey } from "../objectPath";
import { ApiRefusal, refuse } from "./refusal";

const maxPage = 1000;

/** How many entries a page may have, at most 1000 (the default). Throws `InvalidArgument` for what is no number. */
export function pageSize(query: URLSearchParams, name: string): number {
  const asked = query.get(name) ?? String(maxPage);
  if (!/^\d{1,9}$/.test(asked)) throw new ApiRefusal(invalidArgument(name, asked));
  return Math.min(Number(asked), maxPage);
}

/** Throws `InvalidArgument` for an encoding that S3 does not know. */
export function checkEncoding(query: URLSearchParams): void {
  const asked = query.get("encoding-type");
  if (asked === null || asked === "url") return;
  const details = { ArgumentName: "encoding-type", ArgumentValue: asked };
  throw refuse("InvalidArgument", { message: "Invalid Encoding Method specified in Request", details });
}

/** Writes keys as the client asked for them. Throws `InvalidArgument`. */
export function keyWriter(query: URLSearchParams): (key: string) => string {
  checkEncoding(query);
  return query.get("encoding-type") === "url" ? encodeKey : (key) => key;
}
