export { drillHtml } from "./html";
export { toJournal, type JournalOrigin } from "./journal";
export { drillJUnit } from "./junit";
export { drillMarkdown } from "./markdown";
export { toText } from "./text";
