import type { CountedAnswer } from "../ownAnswers";
import { requiredHeaders } from "../securityHeaders";

/** Said over the list of CloudFront's own answers. */
export const ownAnswersLead =
  "reported and not judged: AWS does not document whether a headers policy applies to them (RH-7, SIM-10)";

/** An answer in a line, its number and its rule aside: `502, no connection to an origin comes about, with every security header`. */
export function ownAnswerWords({
  status,
  because,
  missing,
}: Pick<CountedAnswer, "status" | "because" | "missing">): string {
  return `${status}, ${because}, ${headerWords(missing)}`;
}

function headerWords(missing: readonly string[]): string {
  if (missing.length === 0) return "with every security header";
  if (missing.length === requiredHeaders.length) return "without a security header";
  return `without ${missing.join(", ")}`;
}
