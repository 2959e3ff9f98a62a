import type { PolicyConfigSchema } from "@pulumi/policy";
import { defaultBudgetSeconds } from "../aws/failoverDelay";

/** What the configuration of the pack says, each rule reading what concerns it. */
export interface Settings {
  /** HA-FO-05: seconds that a viewer may wait while the primary fails, 1–120; default 35. */
  readonly budgetSeconds: number;
  /** HA-FO-01: path patterns of behaviors that serve no site content, such as an API with one origin; default none. */
  readonly exempt: readonly string[];
  /** HA-EDGE-01: whether every changed status is refused, or only one of the failover codes; default `any-status`. */
  readonly scope: "any-status" | "failover-codes";
  /** HA-EDGE-01: the codes that count where the groups are not seen; default all nine legal ones (FO-5). */
  readonly failoverCodes: readonly number[];
  /** HA-EDGE-01: pieces of code that may change a status, each with a reason; default none. */
  readonly allow: readonly Allowance[];
  /** HA-CF-08: names of stacks that must have a web ACL; default `prod` and `production`. */
  readonly productionStacks: readonly string[];
}

/** One exact piece of code that HA-EDGE-01 lets pass. */
export interface Allowance {
  /** Of the text of the code, in hexadecimal. */
  readonly sha256: string;
  readonly reason?: string;
  /** The last day on which it holds, `2026-12-31`; left out: for ever. */
  readonly until?: string;
}

export const defaultSettings: Settings = {
  budgetSeconds: defaultBudgetSeconds,
  exempt: [],
  scope: "any-status",
  failoverCodes: [400, 403, 404, 416, 429, 500, 502, 503, 504],
  allow: [],
  productionStacks: ["prod", "production"],
};

/** The JSON schema of each setting. */
export const settingSchemas: { readonly [K in keyof Settings]: PolicyConfigSchema["properties"][string] } = {
  budgetSeconds: {
    type: "integer",
    minimum: 1,
    maximum: 120,
    default: defaultBudgetSeconds,
    description: "Seconds that a viewer may wait while the primary fails",
  },
  exempt: {
    type: "array",
    items: { type: "string", minLength: 1 },
    default: [],
    description: "Path patterns of cache behaviors that serve no site content",
  },
  scope: {
    type: "string",
    enum: ["any-status", "failover-codes"],
    default: "any-status",
    description: "Whether a hook may change statuses that are no failover criteria",
  },
  failoverCodes: {
    type: "array",
    items: { type: "integer", enum: [400, 403, 404, 416, 429, 500, 502, 503, 504] },
    minItems: 1,
    default: [400, 403, 404, 416, 429, 500, 502, 503, 504],
    description: "The failover codes that count where the origin groups are not seen",
  },
  allow: {
    type: "array",
    items: {
      type: "object",
      required: ["sha256"],
      properties: {
        sha256: { type: "string", pattern: "^[0-9a-f]{64}$" },
        reason: { type: "string" },
        until: { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
      },
      additionalProperties: false,
    },
    default: [],
    description: "Exact pieces of code that may change a status, each with a reason",
  },
  productionStacks: {
    type: "array",
    items: { type: "string", minLength: 1 },
    default: ["prod", "production"],
    description: "Names of stacks that must have a web ACL",
  },
};

/** The settings that a policy's configuration gives, with the defaults for the rest. The engine has held them to the schema. */
export function settingsOf(config: Readonly<Partial<Settings>>): Settings {
  return {
    ...defaultSettings,
    ...Object.fromEntries(Object.entries(config).filter(([key]) => key in defaultSettings)),
  };
}
