import { remembered } from "../remembered";

/** Characters of the longest text that is looked up: longer ones are seldom the same. */
const maximumLength = 64;
/** Texts that are known at a time. */
const maximumTexts = 1_000;

/** ETags and dates come and go: what is common is soon known again. */
const oneOf = remembered(maximumTexts, (text: string) => text);

/**
 * The same text, as one string wherever it comes from: header values such as `text/html` are in the cache once, not once
 * with every object.
 */
export function commonText(text: string): string {
  return text.length > maximumLength ? text : oneOf(text);
}
