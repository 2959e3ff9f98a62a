import type { LegalValues } from "../legal";
import { cloudfrontLimits } from "./cloudfront";
import { otherLimits } from "./others";
import { s3Limits } from "./s3";

/** Legal values by resource type. */
export const limits: Readonly<Record<string, LegalValues>> = { ...cloudfrontLimits, ...s3Limits, ...otherLimits };
