export { createFunctionRunner, type EdgeCodeProcesses, type FunctionRunnerOptions } from "./createFunctionRunner";
export { checkFunctionCode, type NamedCode } from "./code";
export { checkKeyValueStore, type KeyValueStores } from "./keyValueStores";
export type { LanguageLevel } from "./languageLevel";
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
export {
  lambdaHeaders,
  originRequestEvent,
  originResponseEvent,
  type PlainOriginRequest,
  type PlainOriginResponse,
} from "./lambdaEvent";
export {
  type LambdaMadeResponse,
  originRequestResult,
  type OriginRequestResult,
  originResponseResult,
  type OriginResponseResult,
} from "./lambdaResult";
export type * from "./runner";
