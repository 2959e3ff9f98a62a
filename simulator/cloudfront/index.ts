export { Edge, type EdgeOptions } from "./edge";
export type { EdgeRequest, EdgeResponse, FunctionRun, LogRecord, OriginExchange, ResultType } from "./exchange";
export { serveEdge, type EdgeServerOptions } from "./httpServer";
export { notModelled } from "./notModelled";
export { defaultSwitches, parseSwitch, switchTable, type Switches } from "./switches";
