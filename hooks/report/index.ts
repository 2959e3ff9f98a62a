export type { Examined } from "./examined";
export { examinedJson } from "./json";
export { examinedJUnit } from "./junit";
export { examinedMarkdown } from "./markdown";
export { adviceWords, failoverWords, faultWords, refusalWords } from "./sentences";
export { isAccepted } from "./summary";
export { examinedText } from "./text";
