import type { Run } from "../../support/pulumi";
import type { Analyzed } from "./analyze";

/** What a program registered, as the engine hands it to a pack: inputs one by one, then the outputs of all. */
export function stackOf({ registered }: Run<unknown>): { inputs: readonly Analyzed[]; stack: readonly Analyzed[] } {
  return {
    inputs: registered.map(({ inputs, ...one }) => ({ ...one, properties: inputs })),
    stack: registered.map(({ outputs, ...one }) => ({ ...one, properties: outputs })),
  };
}
