/** CloudFront's policies, AWS's managed ones and all others, have UUIDs as their ids. */
const policyId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether `id` can be that of a cache policy, an origin request policy or a response headers policy. */
export function isPolicyId(id: unknown): id is string {
  return typeof id === "string" && policyId.test(id);
}
