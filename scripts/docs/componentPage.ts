import type { Declaration, Member } from "./declarations";
import { explained } from "./sentences";

/** `docs/component.md` from the declarations of `components/`. */
export function componentPage(declarations: ReadonlyMap<string, Declaration>): string {
  const args = get(declarations, "StaticSiteHAArgs");
  const component = get(declarations, "StaticSiteHA");
  const topics = args.parents.map((name) => get(declarations, name));
  const named = referenced([args, ...topics], declarations);
  const parts = [
    "# The component `StaticSiteHA`",
    "<!-- Made by `npm run docs` from the doc comments in components/. Change those. -->",
    component.doc,
    "Every argument is also a key of the stack's configuration under its own name, `static-site-ha:NAME`; those of `headers` without that prefix. Lists and maps are structured values.",
    "## Arguments",
    args.doc,
    ...topics.flatMap((topic) => [
      `### ${topic.doc.replace(/\.$/, "")}`,
      membersTable(topic, declarations, "no effect"),
    ]),
    ...(args.members.length === 0 ? [] : ["### More", membersTable(args, declarations, "no effect")]),
    ...section(
      "## Types",
      named.filter(({ kind }) => kind === "interface").map((type) => typePart(type, declarations)),
    ),
    ...section("## Choices", named.filter(({ kind }) => kind === "enum").map(enumPart)),
    "## Outputs",
    outputsTable(component),
  ];
  return `${parts.join("\n\n")}\n`;
}

function get(declarations: ReadonlyMap<string, Declaration>, name: string): Declaration {
  const found = declarations.get(name);
  if (found === undefined) throw new Error(`components/ must export ${name}`);
  return found;
}

function section(title: string, parts: readonly string[]): readonly string[] {
  return parts.length === 0 ? [] : [title, ...parts];
}

/** Every declaration that the members' types name, in the order of their first use, and those that these name. */
function referenced(
  roots: readonly Declaration[],
  declarations: ReadonlyMap<string, Declaration>,
): readonly Declaration[] {
  const found = new Set<Declaration>();
  const visit = (declaration: Declaration): void => {
    for (const { type } of declaration.members) {
      for (const name of type.match(/\b[A-Z]\w*/g) ?? []) {
        const target = declarations.get(name);
        if (target === undefined || found.has(target)) continue;
        found.add(target);
        if (target.kind === "interface") visit(target);
      }
    }
  };
  roots.forEach(visit);
  return [...found];
}

function membersTable(
  { members }: Declaration,
  declarations: ReadonlyMap<string, Declaration>,
  silent?: string,
): string {
  return members.map((member) => memberPart(member, declarations, silent)).join("\n");
}

/** A list and no table: meanings are longer than a table's cell bears. */
function memberPart(member: Member, declarations: ReadonlyMap<string, Declaration>, silent?: string): string {
  const { meaning, default: given, failover } = explained(member.doc);
  const standing = member.optional ? (given ?? "none") : "required";
  const effect = failover === undefined ? silent : failover === "" ? "described above" : failover;
  return [
    `- **\`${member.name}\`** (${typeText(member.type, declarations)})`,
    `  ${meaning}`,
    `  - Default: ${standing}`,
    // Below an argument's own type the argument itself tells the effect.
    ...(effect === undefined ? [] : [`  - Failover: ${effect}`]),
  ].join("\n");
}

/** An `Input` may be an output; the types of the component's own are links. */
function typeText(type: string, declarations: ReadonlyMap<string, Declaration>): string {
  const plain = type.replace(/\bpulumi\./g, "");
  const names = [...new Set(plain.match(/\b[A-Z]\w*/g) ?? [])].filter((name) => declarations.has(name));
  const links = names.map((name) => `[${name}](#${name.toLowerCase()})`);
  return [`\`${plain}\``, ...links].join(", ");
}

function typePart(type: Declaration, declarations: ReadonlyMap<string, Declaration>): string {
  return `### ${type.name}\n\n${type.doc}\n\n${membersTable(type, declarations)}`;
}

function enumPart({ name, doc, members }: Declaration): string {
  const lines = members.map((member) => `- \`${member.type}\`${member.doc === "" ? "" : `: ${member.doc}`}`);
  return `### ${name}\n\n${doc}\n\n${lines.join("\n")}`;
}

function outputsTable({ members }: Declaration): string {
  return members.map(({ name, doc }) => `- **\`${name}\`**: ${doc}`).join("\n");
}
