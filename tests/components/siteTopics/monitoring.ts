import fc from "fast-check";
import { someOf, type Topic } from "./topic";

const settings = fc.record(
  {
    availabilityGoalPercent: fc.constantFrom(99, 99.5, 99.9, 99.99),
    availabilityIntervalDays: fc.constantFrom(7, 28, 30),
    canaryRegions: fc.subarray(["us-east-1", "sa-east-1", "me-south-1"]),
    canaryPath: fc.constantFrom("/", "/about.html"),
    canaryRateMinutes: fc.integer({ min: 1, max: 60 }),
    errorRatePercent: fc.integer({ min: 1, max: 100 }),
    replicaRequestsPerMinute: fc.integer({ min: 1, max: 1000 }),
    replicationLatencySeconds: fc.integer({ min: 60, max: 86_400 }),
    alarmEmail: fc.constant("ops@example.com"),
  },
  someOf,
);

/** What watches the site. */
export const monitoring: Topic = settings.map((one) => ({ monitoring: one }));
