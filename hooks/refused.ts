import type { HookVerdict } from "./verdict";

/** Whether a hook is refused at the default (HA-EDGE-01): it rewrites, may rewrite, or cannot be read. */
export function isRefused({ verdict }: HookVerdict): boolean {
  return verdict === "rewrites-status" || verdict === "may-rewrite" || verdict === "opaque";
}
