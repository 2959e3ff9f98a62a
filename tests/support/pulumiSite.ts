import { StaticSiteHA, type StaticSiteHAArgs } from "../../components";
import { type Captured, run, type Run, type RunOptions } from "./pulumi";

/** The least that a site needs. */
export const regions = { primaryRegion: "us-east-1", replicaRegion: "eu-west-1" };

/** Runs a program that is one site with these arguments on top of {@link regions}. */
export function runSite(args: Partial<StaticSiteHAArgs> = {}, options: RunOptions = {}): Promise<Run<StaticSiteHA>> {
  return run(() => new StaticSiteHA("site", { ...regions, ...args }), options);
}

/** The inputs of the one resource of this type (`Distribution`) and, where there are several, of this name. */
export function inputsOf(
  resources: readonly Captured[],
  type: string,
  name?: string,
): Readonly<Record<string, unknown>> {
  return resourceOf(resources, type, name).inputs;
}

/** The one resource of this type and name. */
export function resourceOf(resources: readonly Captured[], type: string, name?: string): Captured {
  const found = resources.filter(
    (resource) => resource.type.endsWith(`:${type}`) && (name === undefined || resource.name === name),
  );
  const [resource] = found;
  if (resource === undefined || found.length > 1)
    throw new Error(`${found.length} resources are ${type} ${name ?? ""}`);
  return resource;
}
