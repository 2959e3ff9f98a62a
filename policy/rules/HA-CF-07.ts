import { linksTo, type StackPicture, valueOf } from "../picture/picture";
import type { Distribution } from "../picture/distribution";
import type { Value } from "../picture/value";
import { each, eachDistribution, type StackRule, violation, when } from "./rule";

export const rule: StackRule = {
  id: "HA-CF-07",
  title: "The distribution serves IPv6, with AAAA records where there are A records",
  level: "advisory",
  severity: "low",
  on: "stack",
  what:
    "`isIpv6Enabled` is true, and every Route 53 name with an A record that is an alias of the distribution has an AAAA " +
    "record too.",
  why:
    "Viewers with IPv6 alone reach such a site by a translator of their network, which is one more thing that fails; with " +
    "IPv6 enabled and no AAAA record they still do.",
  remediation: "Set isIpv6Enabled to true and add an AAAA record beside each A record.",
  failing: "isIpv6Enabled: false",
  passing: 'isIpv6Enabled: true // and new aws.route53.Record("aaaa", { type: "AAAA", … })',
  check: (picture) =>
    eachDistribution(picture, (distribution) => [
      ...each(
        distribution.urn,
        () => [distribution.value.at("isIpv6Enabled")],
        (enabled) =>
          when(enabled.flag !== true, () =>
            violation(distribution.urn, `${distribution.name} does not serve IPv6; set isIpv6Enabled to true`),
          ),
      ),
      ...each(
        distribution.urn,
        () => recordsOf(picture, distribution, "A"),
        (record) => {
          const name = record.at("name").text;
          const twins = recordsOf(picture, distribution, "AAAA");
          return when(!twins.some((twin) => twin.at("name").text === name), () =>
            violation(distribution.urn, `${name ?? ""} has an A record and no AAAA record; add one of the same name`),
          );
        },
      ),
    ]),
};

function recordsOf(picture: StackPicture, { resource }: Distribution, type: string): readonly Value[] {
  return picture.resources
    .filter((one) => one.type === "aws:route53/record:Record" && valueOf(one).at("type").text === type)
    .filter((one) => linksTo(one, ["aliases", "0", "name"], resource, "domainName"))
    .map(valueOf);
}
