import { readFileSync } from "node:fs";
import { examineHookSync } from "../../hooks";

/** One hook, examined by a process that does nothing else. */
const [, , file = ""] = process.argv;
const { verdict } = examineHookSync({ name: file, text: readFileSync(file, "utf8") }, { event: "origin-response" });
process.stdout.write(`${verdict}\n`);
