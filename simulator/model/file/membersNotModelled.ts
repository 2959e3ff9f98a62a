import { itemsOf, type DefaultCacheBehavior, type DistributionConfig, type Origin } from "../distributionConfig";

/** Members of the API that ask for something and that the edge's own types do not hold, a line each. */
export function membersNotModelled(config: DistributionConfig): string[] {
  return [
    ...asked(config, ["TenantConfig", "ViewerMtlsConfig", "ConnectionFunctionAssociation", "AnycastIpListId"]),
    ...(has(config, "ConnectionMode", "tenant-only") ? ["ConnectionMode tenant-only"] : []),
    ...itemsOf(config.Origins).flatMap(ofOrigin),
    ...itemsOf(config.CacheBehaviors).flatMap((behavior) => ofBehavior(behavior.PathPattern, behavior)),
    ...ofBehavior("*", config.DefaultCacheBehavior),
  ];
}

function ofOrigin(origin: Origin): string[] {
  const custom: object = origin.CustomOriginConfig ?? {};
  return [...asked(origin, ["VpcOriginConfig"]), ...asked(custom, ["OriginMtlsConfig"])].map(
    (member) => `origin ${origin.Id}: ${member}`,
  );
}

function ofBehavior(name: string, behavior: DefaultCacheBehavior): string[] {
  const found = [
    ...asked(behavior, ["FieldLevelEncryptionId"]),
    ...(has(behavior, "SmoothStreaming", true) ? ["SmoothStreaming"] : []),
    ...(isEnabled(Reflect.get(behavior, "GrpcConfig")) ? ["GrpcConfig"] : []),
  ];
  return found.map((member) => `behavior ${name}: ${member}`);
}

function asked(value: object, members: readonly string[]): string[] {
  return members.filter((member) => {
    const given: unknown = Reflect.get(value, member);
    return given !== undefined && given !== null && given !== "";
  });
}

function has(value: object, member: string, wanted: unknown): boolean {
  return Reflect.get(value, member) === wanted;
}

function isEnabled(value: unknown): boolean {
  return typeof value === "object" && value !== null && Reflect.get(value, "Enabled") === true;
}
