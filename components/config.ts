import * as pulumi from "@pulumi/pulumi";
import { CodedError } from "../aws/codedError";
import { readAccess } from "./access/config";
import type { StaticSiteHAArgs } from "./args";
import { configReader, type ConfigReader } from "./configReader";
import { readDistribution } from "./distribution/config";
import { readDomains } from "./domains/config";
import { readEdgeCode } from "./edgeCode/config";
import { readFailover } from "./failover/config";
import { readHeaders } from "./headers/config";
import { readMonitoring } from "./monitoring/config";
import { resolveSettings } from "./settings";
import { readStorage } from "./storage/config";

/** The namespace of every key below. */
const configNamespace = "static-site-ha";

/**
 * The stack's configuration as the component's arguments. Keys are the arguments' own names in the namespace
 * `static-site-ha`, those of `headers` without that prefix; lists and maps are structured values, as
 * `pulumi config set --path` writes them. `primaryRegion` and `replicaRegion` are required, everything else has the
 * component's default.
 *
 * @throws CodedError `E_CONFIG_MISSING` or `E_CONFIG_VALUE`, and whatever the component itself would refuse, always with
 * the key (`static-site-ha:primaryRegion`) in its sentence and as its path.
 */
export function argsFromConfig(config: Readonly<Record<string, string>>): StaticSiteHAArgs {
  const reader = configReader(configNamespace, config);
  const args = readArgs(reader);
  reader.refuseUnread();
  try {
    resolveSettings(args);
  } catch (error) {
    throw error instanceof CodedError ? named(error) : error;
  }
  return args;
}

/** {@link argsFromConfig} of the stack that is running. */
export function siteArgs(): StaticSiteHAArgs {
  return argsFromConfig(pulumi.runtime.allConfig());
}

function readArgs(read: ConfigReader): StaticSiteHAArgs {
  return {
    ...readStorage(read),
    ...readAccess(read),
    ...readFailover(read),
    ...readDistribution(read),
    ...readDomains(read),
    ...readEdgeCode(read),
    ...readMonitoring(read),
    headers: readHeaders(read),
    tags: read.texts("tags"),
  };
}

/** A refusal of the component's, with the key where the value stands. */
function named(error: CodedError): CodedError {
  const argument = /[A-Za-z]+/.exec((error.path ?? "").replace(/^headers\./, ""))?.[0];
  if (argument === undefined) return error;
  const key = `${configNamespace}:${argument}`;
  return new CodedError(error.code, `${error.sentence} (set by ${key} in the stack's configuration)`, key);
}
