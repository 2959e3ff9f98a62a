import { remembered } from "./remembered";

/** RFC 9110 5.6.7: the preferred form and the two obsolete ones, all of them GMT. */
const forms = [
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]+day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/** A date of HTTP in seconds since the epoch; undefined when it is none, so that its header is ignored. */
export function parseHttpDate(text: string): number | undefined {
  if (!forms.some((form) => form.test(text))) return undefined;
  const milliseconds = Date.parse(text.endsWith(" GMT") ? text : `${text} GMT`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}

/** A server writes the same few seconds again and again. */
const written = remembered(256, (second: number) => new Date(second * 1000).toUTCString());

/** Milliseconds since the epoch as HTTP writes them: whole seconds, rounded down. */
export function formatHttpDate(milliseconds: number): string {
  return written(Math.floor(milliseconds / 1000));
}
