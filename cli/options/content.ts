import { wrongUsage } from "./pair";

/** A folder, and the S3 origin whose bucket it fills; without one, that of the default cache behavior's primary. */
export interface ContentOption {
  readonly origin?: string;
  readonly folder: string;
}

/** `--content [ORIGIN=]DIR`; a folder with an equals sign in its name is written `./…`. Throws `E_USAGE`. */
export function parseContent(text: string): ContentOption {
  const equals = text.indexOf("=");
  const named = equals > 0 && !/[/\\]/.test(text.slice(0, equals));
  const folder = named ? text.slice(equals + 1) : text;
  if (folder === "" || equals === 0) throw wrongUsage("--content", "[ORIGIN=]DIR", text);
  return named ? { origin: text.slice(0, equals), folder } : { folder };
}
