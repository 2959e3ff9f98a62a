import type { Position } from "../verdict";
import type { Frame, Machine } from "./machine";
import { writtenAt } from "./properties";
import { settled } from "./expressions";
import { dependsOn, type HeapObject, type Item, type Slot } from "./values";

/**
 * Looks at what is handed back: an object in the place of the received response must have its status. An answer without
 * a status is an error (LE-13), as one is that is no response.
 */
export function judgeAnswers(m: Machine, position: Position, frame: Frame): void {
  const { state } = m;
  for (const item of settled(state.answers)) {
    if (item.kind === "object" && !item.isArray) judgeObject(m, item, frame);
    else if ((item.kind === "outside" && item.isHarmless) || (item.kind === "derived" && item.on !== 0)) {
      writtenAt(state, [state.derived(dependsOn([item]), frame.context)], position, frame.context, false);
    }
  }
}

function judgeObject(m: Machine, object: HeapObject, frame: Frame, depth = 0): void {
  const { state } = m;
  const at = { start: 0, end: 0, type: "Literal" };
  const serialiser = m.property([object], [state.constant("toJSON", frame.context)], at, frame);
  const serialised = serialiser.filter(({ kind }) => kind === "function");
  if (serialised.length > 0 && depth < 3) {
    // It is what it says that it is as JSON that CloudFront receives.
    for (const item of settled(m.call(serialised, [object], [], at, frame))) {
      if (item.kind === "object") judgeObject(m, item, frame, depth + 1);
    }
    return;
  }
  const slots = statusSlots(object, state.status, new Set());
  const isRequest = mayBeRequest(object, state.response);
  if (slots.length === 0 && !hasResponse(object, state.response, new Set()) && !isRequest) {
    const left = [state.constant(undefined, object.context)];
    if (object.rest.length === 0) writtenAt(state, left, object.position, object.context, true);
  }
  for (const { slot, isSure } of slots) {
    const value = slot.kind === "get" ? m.call(slot.value, [object], [], at, frame) : slot.value;
    writtenAt(state, settled(value), slot.position, slot.context, isSure);
  }
  for (const one of object.rest) {
    const isCopy = one.value.every((item) => item.kind === "path" && item.path === `${state.response}.*`);
    if (!isCopy && !isRequest) writtenAt(state, one.value, one.position, one.context, false);
  }
}

function statusSlots(object: HeapObject, name: string, seen: Set<HeapObject>): { slot: Slot; isSure: boolean }[] {
  if (seen.has(object)) return [];
  seen.add(object);
  const own = (object.slots.get(name) ?? []).filter(({ kind }) => kind !== "set");
  if (own.length > 0) return own.map((slot) => ({ slot, isSure: true }));
  return object.sources.flatMap((source) => (source.kind === "object" ? statusSlots(source, name, seen) : []));
}

/** Whether the status of the received response came along with a spread. */
function hasResponse(object: HeapObject, response: string, seen: Set<Item>): boolean {
  if (seen.has(object)) return false;
  seen.add(object);
  // A rest pattern that took the status out has it no more.
  if (object.slots.get("status")?.length === 0 || object.slots.get("statusCode")?.length === 0) return false;
  return object.sources.some((source) => {
    if (source.kind === "path") return source.path === response || source.path.endsWith("*");
    return source.kind === "object" && hasResponse(source, response, seen);
  });
}

function mayBeRequest(object: HeapObject, response: string): boolean {
  return object.sources.some(
    (source) => source.kind === "path" && source.path !== response && !source.path.endsWith("*"),
  );
}
