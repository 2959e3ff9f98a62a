/** What the name of the header that routes a request to a staging distribution begins with (DR-3). */
export const stagingHeaderPrefix = "aws-cf-cd-";

/** Longest name and value of that header (CloudFront API, `ContinuousDeploymentSingleHeaderConfig`). */
export const maximumStagingHeaderNameLength = 256;
export const maximumStagingHeaderValueLength = 1783;

/** Whether a continuous deployment policy can route by a header of this name. */
export function isStagingHeaderName(name: unknown): name is string {
  return (
    typeof name === "string" &&
    name.length <= maximumStagingHeaderNameLength &&
    name.startsWith(stagingHeaderPrefix) &&
    /^[a-z0-9-]+$/i.test(name.slice(stagingHeaderPrefix.length))
  );
}

/** Whether it can compare the header with this value: printable ASCII without spaces. */
export function isStagingHeaderValue(value: unknown): value is string {
  return typeof value === "string" && /^[!-~]+$/.test(value) && value.length <= maximumStagingHeaderValueLength;
}
