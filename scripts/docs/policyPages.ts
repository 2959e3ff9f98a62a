import { rules } from "../../policy/rules";
import type { RuleMetadata } from "../../policy/rules/rule";
import { defaultSettings, settingSchemas } from "../../policy/settings";

const families: Readonly<Record<string, string>> = {
  EDGE: "Edge code",
  FO: "Failover",
  S3: "Storage",
  HDR: "Headers",
  CF: "Distribution",
};

/** The page of every rule of the policy pack and their index, by path. */
export function policyPages(): Readonly<Record<string, string>> {
  // A rule that two policies carry has one page.
  const all: readonly RuleMetadata[] = [...new Map(rules.map((rule) => [rule.id, rule])).values()];
  return {
    "docs/policies/README.md": index(all),
    ...Object.fromEntries(all.map((rule) => [`docs/policies/${rule.id}.md`, page(rule)])),
  };
}

function index(all: readonly RuleMetadata[]): string {
  const sections = Object.entries(families).map(([family, title]) => {
    const own = all.filter(({ id }) => id.split("-")[1] === family);
    const rows = own.map(
      ({ id, title: what, level, severity }) => `| [${id}](${id}.md) | ${what} | ${level} | ${severity} |`,
    );
    return `## ${title}\n\n| rule | what must hold | level | severity |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`;
  });
  return `# The rules of the policy pack

What would silently break the failover of a static site, refused before it is deployed. The rules judge distributions that
are made with \`StaticSiteHA\` and those made by hand, with \`@pulumi/aws\` or \`@pulumi/aws-native\`.

\`\`\`sh
npm ci
pulumi preview --policy-pack ./policy
\`\`\`

A mandatory rule stops the preview or the update; an advisory one tells. What is not known before the update is reported as
an advisory, "not decided until the update", and decided then. Settings go into a file, whose name is not \`policy.json\`: Node.js would load that as the pack.

\`\`\`sh
pulumi preview --policy-pack ./policy --policy-pack-config policy-settings.json
\`\`\`

\`\`\`json
{
  "HA-FO-05": { "budgetSeconds": 60 },
  "HA-CF-08": "disabled"
}
\`\`\`

${sections.join("\n")}`;
}

function page(rule: RuleMetadata): string {
  const advice = rule.advises === true ? ` What is advice alone is reported by the policy \`${rule.id}-advice\`.` : "";
  return `# ${rule.id}: ${rule.title}

**Level:** ${rule.level} · **Severity:** ${rule.severity}

## What is judged

${rule.what}${advice}

## Why

${rule.why}

## What to do

${rule.remediation}

Refused:

\`\`\`ts
${rule.failing}
\`\`\`

Passes:

\`\`\`ts
${rule.passing}
\`\`\`

## Configuration

${configuration(rule)}`;
}

function configuration(rule: RuleMetadata): string {
  const level = `\`{ "${rule.id}": "disabled" }\` switches the rule off, \`"advisory"\` and \`"mandatory"\` set its level.\n`;
  const settings = rule.settings ?? [];
  if (settings.length === 0) return `The rule has no settings of its own. ${level}`;
  const lines = settings.map((name) => {
    const { description = "" } = settingSchemas[name];
    return `- \`${name}\`: ${description}. Default \`${JSON.stringify(defaultSettings[name])}\`.`;
  });
  return `${lines.join("\n")}\n\n${level}`;
}
