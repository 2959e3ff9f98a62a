import { CodedError } from "../aws/codedError";

/** Aborted by Ctrl-C and by SIGTERM, so that a command ends in order: what it started ends, what it broke is mended. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  process.once("SIGINT", abort).once("SIGTERM", abort);
  return controller.signal;
}

/** Throws `E_INTERRUPTED`, which is exit code 130, once a command was interrupted. */
export function refuseInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw new CodedError("E_INTERRUPTED", "interrupted before the end");
}
