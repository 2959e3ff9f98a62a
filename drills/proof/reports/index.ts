export { proofHtml, type PageAssets } from "./html/document";
export { proofJson } from "./json";
export { proofJUnit } from "./junit";
export { proofMarkdown, type CommentedProof } from "./markdown";
export { proofText } from "./text";
