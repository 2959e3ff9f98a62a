import { readFileSync } from "node:fs";
import { CodedError } from "../../aws/codedError";
import { type Project, stackFile } from "./project";
import { fieldsOf, isFields, parseYaml, shown } from "./yamlFile";

/** Configuration as a program gets it: full keys (`project:key`), every value a text. */
export type ConfigMap = Readonly<Record<string, string>>;

/** Reads a stack's configuration. Throws `E_STACK`, `E_CONFIG_VALUE`, and `E_CONFIG_SECRET` for a value that is encrypted. */
export function readStackConfig(project: Project, stack: string): ConfigMap {
  const file = stackFile(project, stack);
  const yaml = fieldsOf(parseYaml(readFileSync(file, "utf8"), file, "E_CONFIG_VALUE"));
  const { config, environment } = yaml;
  if (hasContent(environment)) {
    throw new CodedError(
      "E_CONFIG_VALUE",
      `environment in ${file} asks for ${shown(environment)}, which cannot be opened here; supply the values under config`,
      "environment",
    );
  }
  if (config !== undefined && config !== null && !isFields(config)) {
    throw new CodedError(
      "E_CONFIG_VALUE",
      `config in ${file} must hold keys and values, got ${shown(config)}`,
      "config",
    );
  }
  return configOf(project.name, project.config, fieldsOf(config), file);
}

/** An environment is a list of names, or a definition of its own. */
function hasContent(environment: unknown): boolean {
  if (typeof environment === "object" && environment !== null) return Object.keys(environment).length > 0;
  return environment !== undefined && environment !== null;
}

/** The stack's values over the project's own. Pure. */
export function configOf(
  projectName: string,
  projectConfig: Readonly<Record<string, unknown>>,
  stackConfig: Readonly<Record<string, unknown>>,
  file: string,
): ConfigMap {
  const texts: Record<string, string> = {};
  const put = (key: string, value: unknown, place: string): void => {
    const full = key.includes(":") ? key.replace(/^([^:]+):config:/, "$1:") : `${projectName}:${key}`;
    refuseSecrets(value, full, place);
    if (value !== undefined && value !== null) texts[full] = textOf(value);
  };
  for (const [key, declared] of Object.entries(projectConfig)) put(key, projectValue(declared), "Pulumi.yaml");
  for (const [key, value] of Object.entries(stackConfig)) put(key, value, file);
  return texts;
}

/** In Pulumi.yaml a key has a type and a `default` (the project's own keys), a `value` (a provider's), or just its value. */
function projectValue(declared: unknown): unknown {
  if (!isFields(declared)) return declared;
  if ("value" in declared) return declared["value"];
  if ("default" in declared || "type" in declared) return declared["default"];
  return declared;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function refuseSecrets(value: unknown, key: string, file: string): void {
  if (Array.isArray(value)) {
    for (const item of value) refuseSecrets(item, key, file);
    return;
  }
  if (!isFields(value)) return;
  if (typeof value["secure"] === "string" && Object.keys(value).length === 1) {
    throw new CodedError(
      "E_CONFIG_SECRET",
      `${key} in ${file} is encrypted and cannot be read without its passphrase; supply a plain value in a stack made for this machine`,
      key,
    );
  }
  for (const item of Object.values(value)) refuseSecrets(item, key, file);
}
