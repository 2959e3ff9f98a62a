export { createHttpOrigins, type HttpOrigins, type HttpOriginsOptions, type OriginAddress } from "./httpOrigins";
