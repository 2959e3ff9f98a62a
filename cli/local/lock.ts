import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { CodedError } from "../../aws/codedError";

/**
 * Takes the lock of a project's embedded cloud for this process and returns what gives it back. One that its holder did
 * not give back, because it was killed, is taken over. Throws `E_LOCAL_BUSY` while another process has it.
 */
export function takeLock(file: string): () => void {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx", mode: 0o600 });
      return () => {
        rmSync(file, { force: true });
      };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      const holder = Number(textOf(file));
      if (isAlive(holder)) {
        throw new CodedError(
          "E_LOCAL_BUSY",
          `the embedded cloud of this project is in use by process ${holder}; wait for its end, or end it`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new CodedError("E_LOCAL_BUSY", `the lock ${file} is taken again and again; wait for whoever does`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // It was given back just now.
    return "";
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
