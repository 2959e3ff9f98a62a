/** Runs the code of CloudFront Functions. The code is somebody else's: it runs in a process of its own, with limits. */
export interface FunctionRunner {
  /** Gives `event` to the `handler` of `code`. Never rejects for what the code does. */
  run(code: string, event: CloudFrontFunctionEvent, options?: FunctionRunOptions): Promise<FunctionResult>;
  /** Ends the process. */
  close(): Promise<void>;
}

/** What a call may say besides the event. */
export interface FunctionRunOptions {
  /** Default `cloudfront-js-2.0`. */
  readonly runtime?: string;
  /** What `request.rawQueryString()` gives; default: nothing, as where a request has no question mark (CF-20). */
  readonly rawQueryString?: string | undefined;
  /** What `cf.edgeLocation` is; default: empty, as on viewer-response (CF-20). */
  readonly edgeLocation?: EdgeLocation | undefined;
  /** The store that `cf.kvs()` means; default: the only one there is (CF-12). */
  readonly keyValueStoreArn?: string | undefined;
}

/** Where a request has come in (CF-20). */
export interface EdgeLocation {
  /** The three letters of its airport. */
  readonly name: string;
  readonly serverIp: string;
  /** Of the regional edge cache; absent where AWS names none for the place. */
  readonly region?: string;
}

export type FunctionResult =
  /** `origin`: what a viewer-request function asked for by the `cloudfront` module, not judged yet (CF-14). */
  | { readonly kind: "returned"; readonly value: unknown; readonly origin?: unknown }
  /** It threw, ran too long, cannot be loaded, or was throttled (CF-7, CF-9, LE-9). */
  | { readonly kind: "failed"; readonly message: string; readonly throttled?: true };

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

/** Runs the code of Lambda@Edge functions, as {@link FunctionRunner} does that of CloudFront Functions. */
export interface LambdaRunner {
  /** Gives `event` to the handler of `lambda`. Never rejects for what the code does. */
  invoke(lambda: LambdaCode, event: LambdaEvent<LambdaViewerRequest>): Promise<FunctionResult>;
}

/** A CommonJS module that exports a handler. */
export interface LambdaCode {
  readonly name: string;
  readonly code: string;
  /** The name of the export: the part of `index.handler` behind the dot. */
  readonly exportName: string;
  /** `nodejs24.x`; whether a handler may take a callback depends on it (LE-22). */
  readonly runtime: string;
  readonly timeoutMs: number;
  /** The number that its ARN ends in (LE-19); default 1. */
  readonly version?: string;
}

export type LambdaEventType = "viewer-request" | "origin-request" | "origin-response" | "viewer-response";

/** The event object of a function, by default of one on an origin event (LE-3). */
export interface LambdaEvent<Request extends LambdaViewerRequest = LambdaRequest> {
  readonly Records: readonly [{ readonly cf: LambdaRecord<Request> }];
}

export interface LambdaRecord<Request extends LambdaViewerRequest = LambdaRequest> {
  readonly config: {
    readonly distributionDomainName: string;
    readonly distributionId: string;
    readonly eventType: LambdaEventType;
    readonly requestId: string;
  };
  readonly request: Request;
  readonly response?: LambdaResponse;
}

/** By name in lower case; every value with the name as it goes over the wire. */
export type LambdaHeaders = Record<string, readonly { readonly key: string; readonly value: string }[]>;

/** A viewer's request, on its way to the cache: no origin has been chosen for it. */
export interface LambdaViewerRequest {
  readonly clientIp: string;
  readonly method: string;
  readonly uri: string;
  readonly querystring: string;
  readonly headers: LambdaHeaders;
  /** Where the association includes it (LE-18). */
  readonly body?: LambdaBody;
}

/** A request to a member. */
export interface LambdaRequest extends LambdaViewerRequest {
  /** Which member is asked: `s3` or `custom`. */
  readonly origin: LambdaOrigin;
}

/** LE-18. */
export interface LambdaBody {
  readonly action: "read-only" | "replace";
  readonly data: string;
  readonly encoding: "base64" | "text";
  /** The body was longer than a function may see. */
  readonly inputTruncated: boolean;
}

export interface LambdaOrigin {
  readonly s3?: {
    readonly authMethod: "none" | "origin-access-identity";
    readonly customHeaders: LambdaHeaders;
    readonly domainName: string;
    readonly path: string;
    readonly region: string;
  };
  readonly custom?: {
    readonly customHeaders: LambdaHeaders;
    readonly domainName: string;
    readonly path: string;
    readonly port: number;
    readonly protocol: "http" | "https";
    /** Seconds. */
    readonly readTimeout: number;
    readonly keepaliveTimeout: number;
    readonly sslProtocols: readonly string[];
  };
}

export interface LambdaResponse {
  /** Text, other than a CloudFront Function's (LE-3). */
  readonly status: string;
  readonly statusDescription: string;
  readonly headers: LambdaHeaders;
}
