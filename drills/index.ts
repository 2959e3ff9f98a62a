export { readContent, manifestOf, sha256, type ContentFile, type Manifest } from "./content";
export { parseExperiment, type Experiment } from "./experiment";
export { experimentNames, loadExperiment } from "./catalogue";
export { parseFault, faultTypes, type Fault } from "./faults/fault";
export { FaultyTransport } from "./faults/faultyTransport";
export { runDrill, type DrillReport } from "./runDrill";
export { toJournal, toText } from "./report";
export { createTarget, faultTargetOf, whyNoDrill, type DrillTarget, type Publication } from "./target";
export type { Verdict } from "./verdict";
