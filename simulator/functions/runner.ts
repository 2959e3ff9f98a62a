/** Runs the code of CloudFront Functions. The code is somebody else's: it runs in a process of its own, with limits. */
export interface FunctionRunner {
  /** Gives `event` to the `handler` of `code`. Never rejects for what the code does. */
  run(code: string, event: CloudFrontFunctionEvent): Promise<FunctionResult>;
  /** Ends the process. */
  close(): Promise<void>;
}

export type FunctionResult =
  | { readonly kind: "returned"; readonly value: unknown }
  /** It threw, ran too long, or cannot be loaded (CF-7, CF-9). */
  | { readonly kind: "failed"; readonly message: string };

/** The event object of runtime 2.0 (CF-4). */
export interface CloudFrontFunctionEvent {
  readonly version: "1.0";
  readonly context: {
    readonly distributionDomainName: string;
    readonly distributionId: string;
    readonly eventType: "viewer-request" | "viewer-response";
    readonly requestId: string;
  };
  readonly viewer: { readonly ip: string };
  readonly request: FunctionRequest;
  readonly response?: FunctionResponse;
}

export type FunctionHeaders = Record<string, FunctionValue>;

export interface FunctionValue {
  value: string;
  /** Every value in its order, when there are several; those of a response's cookie carry attributes of their own. */
  multiValue?: { value: string; attributes?: string }[];
}

export interface FunctionRequest {
  method: string;
  uri: string;
  querystring: Record<string, FunctionValue>;
  headers: FunctionHeaders;
  cookies: Record<string, FunctionValue & { attributes?: string }>;
}

export interface FunctionResponse {
  /** A number (CF-4). */
  statusCode: number;
  statusDescription?: string;
  headers: FunctionHeaders;
  cookies: Record<string, FunctionValue & { attributes?: string }>;
  body?: string | { encoding: "text" | "base64"; data: string };
}
