const w3cForm = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/;
/** Five digits at least: four are a year. */
const epochForm = /^\d{5,12}$/;

/**
 * Milliseconds since the epoch of a date in a policy: the W3C's forms of ISO 8601, from the year alone to fractions of a
 * second, or seconds since the epoch. A time needs its zone. Undefined for anything else.
 */
export function dateOf(text: string): number | undefined {
  if (epochForm.test(text)) return Number(text) * 1000;
  if (!w3cForm.test(text)) return undefined;
  const [, year, month, day] = /^(\d{4})-?(\d\d)?-?(\d\d)?/.exec(text) ?? [];
  // The engine takes the 31st of any month for a day of the next one.
  if (day !== undefined && Number(day) > daysOf(Number(year), Number(month))) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : date;
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
