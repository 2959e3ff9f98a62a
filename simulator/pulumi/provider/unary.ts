import { type handleUnaryCall, type ServerUnaryCall, status } from "@grpc/grpc-js";

export type Handled<Request, Response> = (request: Request, call: ServerUnaryCall<Request, Response>) => Response;

/** A handler that answers with what `handle` gives, and with the message of what it throws: the engine shows it. */
export function unary<Request, Response>(
  handle: Handled<Request, Response>,
  onTime?: (milliseconds: number) => void,
): handleUnaryCall<Request, Response> {
  return (call, reply): void => {
    const started = performance.now();
    try {
      const response = handle(call.request, call);
      onTime?.(performance.now() - started);
      reply(null, response);
    } catch (error) {
      onTime?.(performance.now() - started);
      reply({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
    }
  };
}

export function notProvided<Request, Response>(what: string): handleUnaryCall<Request, Response> {
  return (_call, reply): void => {
    reply({ code: status.UNIMPLEMENTED, details: `the embedded cloud has no ${what}` });
  };
}
