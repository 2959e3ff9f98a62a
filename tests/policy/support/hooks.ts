import { joined, type Handle } from "./handStack";
import type { SiteChanges, SiteParts } from "./site";

const signature = "4dabf18193072939515e22adb298388d";

/** A text as the engine sends it: an asset inside an archive. */
export function archiveOf(files: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  return {
    [signature]: "0def7320c3a5731c473e5ecbe6d01bc7",
    assets: Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, { [signature]: "c44067f5952c0a294b673a41bacd8c17", text }]),
    ),
  };
}

/** An archive that stands on a disk. */
export function pathArchive(path: string): Readonly<Record<string, unknown>> {
  return { [signature]: "0def7320c3a5731c473e5ecbe6d01bc7", path };
}

/** A Lambda@Edge function with this code, published in us-east-1. */
export function lambdaHook({ stack }: SiteParts, code: unknown, more: Readonly<Record<string, unknown>> = {}): Handle {
  const statement = (service: string) =>
    `{"Effect":"Allow","Principal":{"Service":"${service}"},"Action":"sts:AssumeRole"}`;
  const services = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"].map(statement).join(",");
  const role = stack.add("aws:iam/role:Role", "hook-role", {
    name: "hook-role",
    assumeRolePolicy: `{"Version":"2012-10-17","Statement":[${services}]}`,
  });
  return stack.add("aws:lambda/function:Function", "hook", {
    name: "hook",
    region: "us-east-1",
    publish: true,
    handler: "index.handler",
    runtime: "nodejs24.x",
    role: role.out("arn"),
    code,
    ...more,
  });
}

/** A site with this code on a Lambda@Edge event of its default behavior. */
export function withLambda(
  event: string,
  text: string,
  more: Readonly<Record<string, unknown>> = {},
  preview = false,
): SiteChanges {
  return {
    preview,
    behavior: (parts) => {
      const hook = lambdaHook(parts, archiveOf({ "index.js": text }), more);
      return { lambdaFunctionAssociations: [{ eventType: event, lambdaArn: joined`${hook.out("qualifiedArn")}` }] };
    },
  };
}

/** A site with this code as a CloudFront Function on a viewer event of its default behavior. */
export function withFunction(event: string, code: string, preview = false): SiteChanges {
  return {
    preview,
    behavior: ({ stack }) => {
      const hook = stack.add("aws:cloudfront/function:Function", "hook", {
        name: "hook",
        runtime: "cloudfront-js-2.0",
        code,
      });
      return { functionAssociations: [{ eventType: event, functionArn: hook.out("arn") }] };
    },
  };
}
