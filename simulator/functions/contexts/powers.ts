/**
 * What the process gives to the context of a CloudFront Function: strings and numbers go in and out, never an object, so
 * that nothing of the process is within the function's reach. Bytes are strings of one character each (latin1).
 */
export interface FunctionPowers {
  /** The run that the code now at work belongs to, whatever it has awaited. */
  readonly currentRun: () => number;
  /** Bytes from a text in `encoding`. */
  readonly decode: (text: string, encoding: string) => string;
  /** The text that bytes are in `encoding`. */
  readonly encode: (bytes: string, encoding: string) => string;
  /** The digest; undefined where the algorithm is unknown. With a key it is an HMAC. */
  readonly digest: (algorithm: string, bytes: string, key: string | undefined) => string | undefined;
  /** Asks the parent for something of a key value store; the answer comes to `answered` under the number returned. */
  readonly ask: (run: number, store: string, operation: string, key: string) => number;
}

/** What a context gives to the process. */
export interface FunctionContext {
  /** Keeps the handler that the code has. */
  readonly keep: (handler: unknown) => void;
  /** Starts the handler on `[event, more]`, given as JSON; `more` is what CF-20 tells, null where nobody asks. */
  readonly start: (run: number, event: string) => void;
  /** The outcome as JSON; undefined while an answer of the parent's is waited for. */
  readonly finish: (run: number) => string | undefined;
  /** Brings the parent's answer, as JSON. */
  readonly answered: (question: number, ok: boolean, answer: string) => void;
}
