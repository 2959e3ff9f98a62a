import { CodedError } from "../../aws/codedError";
import { wrongUsage } from "./pair";

/** A port; 0 picks a free one. Throws `E_USAGE`. */
export function parsePort(option: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new CodedError("E_USAGE", `${option} must be a port from 0 to 65535, got ${text}`, option);
}

/** `--time-scale N`: how many times faster CloudFront's own time passes. Throws `E_USAGE`. */
export function parseTimeScale(text: string): number {
  const scale = Number(text);
  if (text.trim() !== "" && scale >= 1 && scale <= 10_000) return scale;
  throw wrongUsage("--time-scale", "a number from 1 to 10000", text);
}

/** `--budget SECONDS`: as long as the policy pack lets a budget be (HA-FO-05). Throws `E_USAGE`. */
export function parseBudget(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== "" && seconds >= 1 && seconds <= 120) return seconds;
  throw wrongUsage("--budget", "a number of seconds from 1 to 120", text);
}

/** `--lambda-concurrency N`; 0 throttles every call (LE-24). Throws `E_USAGE`. */
export function parseConcurrency(text: string): number {
  const concurrency = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(concurrency)) return concurrency;
  throw wrongUsage("--lambda-concurrency", "a whole number from 0 on", text);
}

/** `drill --rate N`: requests a second to the site and to its control each; 0 sends none. Throws `E_USAGE`. */
export function parseRate(text: string): number {
  const rate = Number(text);
  if (text.trim() !== "" && rate >= 0 && rate <= 10_000) return rate;
  throw wrongUsage("--rate", "a number of requests a second from 0 to 10000", text);
}

/** `drill --duration SECONDS`: of the load's phases together. Throws `E_USAGE`. */
export function parseDuration(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== "" && seconds >= 1 && seconds <= 3600) return seconds;
  throw wrongUsage("--duration", "a number of seconds from 1 to 3600", text);
}
