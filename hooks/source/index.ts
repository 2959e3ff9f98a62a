export { entriesOf } from "./entries";
export { childrenOf, type ParsedFile, parseFile, type ParseResult, positionOf } from "./parse";
