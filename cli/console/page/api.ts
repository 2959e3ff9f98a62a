/** What the console's server refused, in its words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Asks the console's server. Throws `Refused`. */
export async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  } catch {
    throw new Refused(0, "the console cannot be reached");
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new Refused(response.status, messageOf(answer) ?? `the console answers ${response.status}`);
  return answer;
}

function messageOf(answer: unknown): string | undefined {
  if (typeof answer !== "object" || answer === null || !("error" in answer)) return undefined;
  const { error } = answer;
  if (typeof error !== "object" || error === null || !("message" in error)) return undefined;
  return String(error.message);
}

/** The path of a target of faults. */
export function faultPath(target: string): string {
  return `/api/faults/${encodeURIComponent(target)}`;
}
