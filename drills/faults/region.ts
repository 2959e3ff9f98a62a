import type { TransportFault } from "./fault";

/** What a dark region may look like; nobody knows beforehand which it will be (S3-10). */
export const darkRegion: readonly [TransportFault, ...TransportFault[]] = [
  { type: "down", attributes: {}, toxicity: 1 },
  { type: "connect-timeout", attributes: {}, toxicity: 1 },
  { type: "timeout", attributes: { timeout: 0 }, toxicity: 1 },
  { type: "internal-error", attributes: {}, toxicity: 1 },
  { type: "service-unavailable", attributes: {}, toxicity: 1 },
];
