import type { StoredResponse } from "./storedResponse";

/** A response on its way to one viewer, before conditions, ranges and policies. */
export interface Served {
  readonly response: StoredResponse;
  readonly result:
    | "Hit"
    | "Miss"
    | "RefreshHit"
    | "Error"
    | "LambdaGeneratedResponse"
    | "LambdaExecutionError"
    | "LambdaValidationError"
    | "LambdaLimitExceeded";
  /** The log's detailed result type, where it is another word. */
  readonly detail?: string;
  /** Seconds; absent for what comes straight from an origin (HD-33). */
  readonly age?: number;
  /** Whether the edge may answer the viewer's conditions and ranges itself: it has the whole object (HD-53, HD-59). */
  readonly whole: boolean;
}
