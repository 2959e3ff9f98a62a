import type { Series } from "./series";

export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** What stands in for a data point that is not there. */
export const missingData = ["missing", "ignore", "breaching", "notBreaching"] as const;
export type MissingData = (typeof missingData)[number];

/** How an alarm judges its data points. */
export interface AlarmRule {
  /** N. */
  readonly evaluationPeriods: number;
  /** M. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: MissingData;
  readonly isBreaching: (value: number) => boolean;
}

/**
 * The state of an alarm by the points of its evaluation range, the oldest first (MO-6). Pure. While there are N of them
 * the most recent are judged, and what lacks is no matter.
 */
export function alarmState(points: Series, rule: AlarmRule, before: AlarmState): AlarmState {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData, isBreaching } = rule;
  const real = points.filter((point) => point !== undefined).slice(-evaluationPeriods);
  const breaching = real.filter(isBreaching).length;
  if (breaching >= datapointsToAlarm) return "ALARM";
  if (real.length >= evaluationPeriods) return "OK";
  switch (treatMissingData) {
    case "notBreaching":
      return "OK";
    case "breaching":
      return breaching + evaluationPeriods - real.length >= datapointsToAlarm ? "ALARM" : "OK";
    case "ignore":
      return breaching < real.length ? "OK" : before;
    case "missing":
      if (real.length === 0) return "INSUFFICIENT_DATA";
      if (breaching < real.length) return "OK";
      return isOld(points, datapointsToAlarm) ? "ALARM" : before;
  }
}

/** MO-7: whether the oldest point that is there, all of them breaching, is the M-th from the end or older. */
function isOld(points: Series, datapointsToAlarm: number): boolean {
  const oldest = points.findIndex((point) => point !== undefined);
  return points.length - oldest >= datapointsToAlarm;
}
