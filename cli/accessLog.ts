import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { CodedError } from "../aws/codedError";
import type { LogRecord } from "../simulator/cloudfront/exchange";
import { accessLogHead, accessLogLine, type AccessLogFormat } from "./accessLogFormat";

/** A file of log lines. */
export interface AccessLog {
  readonly add: (record: LogRecord) => void;
  /** Writes what is still held, then ends the file. */
  close(): Promise<void>;
}

/** Characters that are held back before they are written. */
const flushAt = 64 * 1024;
/** Bytes that wait for the disk before lines are dropped rather than held in memory. */
const maximumWaiting = 16 * 1024 * 1024;
const flushEveryMs = 1_000;

/** Opens a new file for lines, in place of an old one. Throws `E_FILE`. */
export async function openAccessLog(file: string, format: AccessLogFormat, domainName: string): Promise<AccessLog> {
  const stream = createWriteStream(file);
  try {
    await once(stream, "open");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CodedError(
      "E_FILE",
      `--access-log must name a file that can be written, got ${file} (${reason})`,
      option,
    );
  }
  // A disk that is full ends the log, not the server.
  stream.on("error", () => undefined);
  let held = accessLogHead(format);
  const flush = (): void => {
    if (held !== "" && stream.writableLength < maximumWaiting) stream.write(held);
    held = "";
  };
  const timer = setInterval(flush, flushEveryMs);
  timer.unref();
  return {
    add: (record) => {
      held += accessLogLine(record, format, domainName);
      if (held.length >= flushAt) flush();
    },
    close: async () => {
      clearInterval(timer);
      flush();
      await new Promise<void>((resolve) => {
        stream.end(resolve);
      });
    },
  };
}

const option = "--access-log";
