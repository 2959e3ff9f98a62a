export { selfSignedCertificate } from "./certificate";
export { Edge } from "./edge";
export { serveEdge } from "./httpServer";
export { notModelled } from "./notModelled";
export { OriginShields } from "./originShield";
