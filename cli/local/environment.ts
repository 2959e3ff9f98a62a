import { delimiter } from "node:path";
import { withDirectCalls } from "../../simulator/pulumi/directCalls";
import type { LocalFolder } from "./folder";

export interface EnvironmentOptions {
  readonly folder: LocalFolder;
  /** `aws:PORT,aws-native:PORT`. */
  readonly attachment: string;
  /** Searched before what the machine has: the project's own Node.js. */
  readonly binFolders: readonly string[];
  /** Searched last: what Pulumi lacks. */
  readonly hostFolders: readonly string[];
  readonly stack: string;
}

/** Of the user's own Pulumi only what it makes of Node.js goes along, and nothing of AWS. */
const kept = /^PULUMI_NODEJS_/;
const left = /^(?:PULUMI|AWS)_/;

/**
 * The environment in which Pulumi meets the embedded cloud: a home, a backend and a passphrase in the project's folder,
 * the providers attached, no way to an account. Pure.
 */
export function localEnvironment(env: NodeJS.ProcessEnv, options: EnvironmentOptions): NodeJS.ProcessEnv {
  const { folder, attachment, binFolders, hostFolders, stack } = options;
  const own = Object.entries(env).filter(([name]) => kept.test(name) || !left.test(name));
  return {
    ...withDirectCalls(Object.fromEntries(own)),
    PATH: [...binFolders, env["PATH"] ?? "", ...hostFolders].filter((part) => part !== "").join(delimiter),
    PULUMI_HOME: folder.home,
    PULUMI_BACKEND_URL: folder.backendUrl,
    PULUMI_CONFIG_PASSPHRASE_FILE: folder.passphraseFile,
    PULUMI_STACK: stack,
    PULUMI_DEBUG_PROVIDERS: attachment,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
