/** What a site promises, each judged by itself. */
export const promises = {
  "primary-serves":
    "with no fault, and with none that keeps it from answering, the primary serves every object that it has",
  failover: "an object that is in the replica is served, whatever healable fault hits the primary, within its time",
  options: "OPTIONS gets the same answer as with the primary healthy",
  "security-headers": "the security headers are on every response that the site makes",
  "hooks-keep-failover": "no hook changes what fails over",
  "error-pages": "error pages survive the primary, and hide no outage behind a good status",
  replication: "what is published to the primary reaches the replica",
  "write-methods": "write methods end at the edge",
  private: "nothing that is hidden can be read",
  "stale-on-error": "with both regions down a stale copy is served where CloudFront would serve it",
} as const;

export type PromiseName = keyof typeof promises;

export const promiseNames = Object.keys(promises).filter((name): name is PromiseName => Object.hasOwn(promises, name));
