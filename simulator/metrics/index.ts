export { CloudWatch, type CloudWatchOptions } from "./cloudWatch";
export type { AlarmState } from "./alarmState";
export { SiteMetrics, type CanaryDefinition } from "./siteMetrics";
export { watchOf, type Watch } from "./watch";
