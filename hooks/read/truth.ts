import type { State } from "./state";
import type { Item, Value } from "./values";

/** Whether a value counts as true; `undefined` where that cannot be told. */
export function truth(state: State, value: Value): boolean | undefined {
  if (value.length === 0) return undefined;
  const all = value.map((item) => truthOf(state, item));
  return all.every((one) => one === all[0]) ? all[0] : undefined;
}

function truthOf(state: State, item: Item): boolean | undefined {
  switch (item.kind) {
    case "constant":
      return Boolean(item.value);
    case "path":
      return isAlwaysThere(state, item.path) ? true : undefined;
    case "object":
    case "function":
    case "native":
    case "deferred":
    case "json":
      return true;
    default:
      return undefined;
  }
}

/** Parts of a complete event that are never missing or empty. */
export function isAlwaysThere(state: State, path: string): boolean {
  if (path === "" || state.response === path || state.response.startsWith(`${path}.`)) return true;
  if (path === `${state.response}.${state.status}` || path === `${state.response}.headers`) return true;
  return /^(?:Records\.0\.cf\.|)(?:request(?:\.(?:headers|uri|method|clientIp))?|config|context)$/.test(path);
}
