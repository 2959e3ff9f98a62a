import { unzipSync } from "fflate";
import { CodedError } from "../../aws/codedError";
import { aboutFile, stackOfFile } from "./reports";

/** Bytes of an archive, of what all of it holds, and files in it. Two stacks with everything that fails have a tenth. */
export const archiveLimits = { archive: 8 * 1024 * 1024, content: 64 * 1024 * 1024, files: 200 };

/**
 * The reports in an archive that anybody may have made, by name. Nothing is written to a disk; what is called otherwise is
 * not even unpacked. Throws `E_PULL_REQUEST_REPORT` for what is no archive, or holds more than `limits`.
 */
export function unpackReports(archive: Uint8Array, limits = archiveLimits): ReadonlyMap<string, string> {
  let content = 0;
  let files = 0;
  const refuse = (must: string): never => {
    throw new CodedError("E_PULL_REQUEST_REPORT", `the artifact must ${must}`);
  };
  const entries = unpacked(archive, ({ name, originalSize }) => {
    if (name !== aboutFile && stackOfFile(name) === undefined) return false;
    content += originalSize;
    files += 1;
    if (files > limits.files) refuse(`hold at most ${limits.files} files, got more`);
    // No more than the size that it names is unpacked.
    if (content > limits.content) refuse(`hold at most ${limits.content} bytes, got ${content} or more`);
    return true;
  });
  const decoder = new TextDecoder();
  return new Map(Object.entries(entries).map(([name, bytes]) => [name, decoder.decode(bytes)]));
}

function unpacked(archive: Uint8Array, filter: (file: { name: string; originalSize: number }) => boolean) {
  try {
    return unzipSync(archive, { filter });
  } catch (error) {
    if (error instanceof CodedError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError("E_PULL_REQUEST_REPORT", `the artifact must be a ZIP archive, got: ${reason}`);
  }
}
