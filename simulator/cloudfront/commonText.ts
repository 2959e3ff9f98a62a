/** Characters of the longest text that is looked up: longer ones are seldom the same. */
const maximumLength = 64;
/** Texts that are known at a time. */
const maximumTexts = 1_000;

let texts = new Map<string, string>();

/**
 * The same text, as one string wherever it comes from: header values such as `text/html` are in the cache once, not once
 * with every object.
 */
export function commonText(text: string): string {
  if (text.length > maximumLength) return text;
  const known = texts.get(text);
  if (known !== undefined) return known;
  // ETags and dates come and go: what is common is soon known again.
  if (texts.size === maximumTexts) texts = new Map();
  texts.set(text, text);
  return text;
}
