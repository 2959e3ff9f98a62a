import type { RestError } from "../errors";

/** Ends the reading of a request: what S3 answers it with. */
export class Refused extends Error {
  constructor(readonly error: RestError) {
    super(error.code);
  }
}

/** A refusal with AWS's own code and sentence. */
export function refused(
  status: number,
  code: string,
  message: string,
  details?: Readonly<Record<string, string>>,
): Refused {
  return new Refused({ status, code, message, ...(details === undefined ? {} : { details }) });
}
