export { createFunctionRunner, type FunctionRunnerOptions } from "./createFunctionRunner";
export {
  type EventContext,
  type PlainRequest,
  type PlainResponseHead,
  viewerRequestEvent,
  viewerResponseEvent,
} from "./event";
export {
  type FunctionMadeResponse,
  type InvalidResult,
  viewerRequestResult,
  type ViewerRequestResult,
  viewerResponseResult,
  type ViewerResponseResult,
} from "./result";
export type * from "./runner";
