import { BlockList, isIP } from "node:net";
import type { Ternary } from "./ternary";

/** Whether an address lies in a range such as `198.51.100.0/24`, or is the one that is given. Unknown: no address at all. */
export function inRange(range: string, address: string): Ternary {
  const [network = "", width] = range.split("/");
  const versions = [isIP(network), isIP(address)];
  if (versions.includes(0)) return "unknown";
  const family = versions[0] === 6 ? "ipv6" : "ipv4";
  const bits = width === undefined ? (family === "ipv6" ? 128 : 32) : Number(width);
  if (!isWidth(width) || bits > (family === "ipv6" ? 128 : 32)) return "unknown";
  if (versions[0] !== versions[1]) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return list.check(address, family);
}

function isWidth(width: string | undefined): boolean {
  return width === undefined || /^\d{1,3}$/.test(width);
}
