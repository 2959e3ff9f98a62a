export { entriesOf, exportsBeside } from "./entries";
export { childrenOf, type ParsedFile, parseFile, type ParseResult, positionOf } from "./parse";
export { pathsFor, resolveFile } from "./resolve";
