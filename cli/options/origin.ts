import type { OriginAddress } from "../../simulator/bindings";
import { pairOf, wrongUsage } from "./pair";

/** A name and the address that stands for it. */
export interface NamedAddress {
  readonly name: string;
  readonly address: OriginAddress;
}

const originForm = "ID=http://ADDRESS:PORT or ID=down";
const hostForm = "NAME=http://ADDRESS:PORT or NAME=down";

/** `--origin ID=URL|down`: where an origin of the distribution stands on this machine. Throws `E_USAGE`. */
export function parseOrigin(text: string): NamedAddress {
  const [name, value] = pairOf("--origin", originForm, text);
  return { name, address: addressOf("--origin", originForm, value, text) };
}

/** `--host NAME=URL|down`: where a name stands that a function sets. Throws `E_USAGE`. */
export function parseHost(text: string): NamedAddress {
  const [name, value] = pairOf("--host", hostForm, text);
  return { name: name.toLowerCase(), address: addressOf("--host", hostForm, value, text) };
}

/** D19: a loopback address over plain HTTP, and nothing but an address. */
function addressOf(option: string, form: string, value: string, text: string): OriginAddress {
  if (value === "down") return "down";
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (
    url?.protocol !== "http:" ||
    url.pathname !== "/" ||
    url.search !== "" ||
    url.hash !== "" ||
    url.username !== ""
  ) {
    throw wrongUsage(option, form, text);
  }
  if (!isLoopback(url.hostname)) {
    throw wrongUsage(option, `${form} with a loopback address, as nothing leaves the machine`, text);
  }
  return url;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127(?:\.\d+){3}$/.test(host);
}
