/** Ids of hosted zones have at most 32 characters (Route 53 API, `ResourceId`). */
const hostedZoneId = /^Z[A-Z0-9]{1,31}$/;

/** Whether `id` is that of a hosted zone, without the `/hostedzone/` that some commands print before it. */
export function isHostedZoneId(id: unknown): id is string {
  return typeof id === "string" && hostedZoneId.test(id);
}
