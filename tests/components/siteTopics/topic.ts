import fc from "fast-check";
import type { StaticSiteHAArgs } from "../../../components";

/** Some of the arguments of one topic. */
export type Topic = fc.Arbitrary<Partial<StaticSiteHAArgs>>;

/** A record any of whose fields may be missing. */
export const someOf: { requiredKeys: never[] } = { requiredKeys: [] };

/** A word of some letters: much faster to make than a regular expression's. */
export function word(letters: string, maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.nat(letters.length - 1).map((at) => letters.charAt(at)), minLength: 1, maxLength });
}

/** One of the values of a const-object enum. */
export function anyOf<T>(choices: Readonly<Record<string, T>>): fc.Arbitrary<T> {
  return fc.constantFrom(...Object.values(choices));
}
