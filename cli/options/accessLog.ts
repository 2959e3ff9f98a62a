import type { AccessLogFormat } from "../accessLogFormat";
import { wrongUsage } from "./pair";

/** Where lines of the standard log go, and their form. */
export interface AccessLogOption {
  readonly file: string;
  readonly format: AccessLogFormat;
}

/** `--access-log FILE[,format=w3c|json|real-time]`; default: w3c. Throws `E_USAGE`. */
export function parseAccessLog(text: string): AccessLogOption {
  const { file = "", format = "w3c" } = /^(?<file>.+?)(?:,format=(?<format>[^,]*))?$/.exec(text)?.groups ?? {};
  if (file !== "" && (format === "w3c" || format === "json" || format === "real-time")) return { file, format };
  throw wrongUsage("--access-log", "FILE[,format=w3c|json|real-time]", text);
}
