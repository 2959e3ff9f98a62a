import type {
  CloudFrontFunctionEvent,
  FunctionResult,
  FunctionRunner,
  LambdaCode,
  LambdaEvent,
  LambdaRecord,
  LambdaRunner,
} from "../../simulator/functions/runner";

type Handler = (event: CloudFrontFunctionEvent) => unknown;

/** A runner in this process: `handler` stands for the code of every function. Its throwing is the function's. */
export class FakeRunner implements FunctionRunner {
  readonly events: CloudFrontFunctionEvent[] = [];

  constructor(private handler: Handler) {}

  /** From here on every function does this. */
  handle(handler: Handler): void {
    this.handler = handler;
  }

  run(_code: string, event: CloudFrontFunctionEvent): Promise<FunctionResult> {
    this.events.push(event);
    try {
      // As it crosses the border of a process.
      const value: unknown = JSON.parse(JSON.stringify(this.handler(structuredClone(event)) ?? null));
      return Promise.resolve({ kind: "returned", value });
    } catch (error) {
      return Promise.resolve({ kind: "failed", message: String(error) });
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export function returning(handler: Handler): FakeRunner {
  return new FakeRunner(handler);
}

type LambdaHandler = (cf: LambdaRecord) => unknown;

/** As {@link FakeRunner}, for Lambda@Edge. `handler` gets what stands under `cf`. */
export class FakeLambdas implements LambdaRunner {
  readonly records: LambdaRecord[] = [];

  constructor(private handler: LambdaHandler) {}

  /** From here on every function does this. */
  handle(handler: LambdaHandler): void {
    this.handler = handler;
  }

  invoke(_lambda: LambdaCode, event: LambdaEvent): Promise<FunctionResult> {
    const { cf } = event.Records[0];
    this.records.push(cf);
    try {
      const value: unknown = JSON.parse(JSON.stringify(this.handler(structuredClone(cf)) ?? null));
      return Promise.resolve({ kind: "returned", value });
    } catch (error) {
      return Promise.resolve({ kind: "failed", message: String(error) });
    }
  }
}
