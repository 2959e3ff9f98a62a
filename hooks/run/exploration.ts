import type { Entry, RunFindings } from "../findings";
import type { Reason } from "../verdict";
import { Caller, type RecordedRun, type Run } from "./call";
import { type Candidate, candidatesOf, type Vocabulary } from "./candidates";
import { eventsOf, type EventSource } from "./events";
import { forcedWrites } from "./force";
import { better, changeOf, type Found, foundOf, isExcused } from "./found";
import { type Input, keyOf, responseHeaders, toldInput, valueAt, withValue } from "./input";
import { minimised } from "./minimise";
import type { HookProgram } from "./program";
import { rangesOf } from "./ranges";
import { withWorld } from "./hangsOn";
import { Schedule } from "./schedule";
import { filling } from "./usualValues";
import { keysOf, wordsOf } from "./words";

/** Statuses that every input is run with; of the others one for every way that a run has gone. */
const always = [200, 404, 503];
/** So many ways at most. */
const maximumStatuses = 24;
/** Milliseconds beyond the budget in which branches are still entered by force. */
const forceMs = 500;
/** 200 last: it is what most rewrite to, and what a write that only one call reaches would leave unseen. */
const allStatuses = [...Array.from({ length: 399 }, (_, index) => 201 + index), 200];

/** Runs a hook until nothing new is reached or its time is over, and tells what was found. */
export async function explored(program: HookProgram, entry: Entry, budgetMs: number): Promise<RunFindings> {
  const exploration = new Exploration(program, entry, performance.now() + budgetMs);
  return exploration.run();
}

class Exploration {
  private readonly caller: Caller;
  private readonly schedule = new Schedule();
  private readonly statuses = new Set(always);
  private readonly ways = new Set<number>();
  private readonly vocabulary: Vocabulary;
  private readonly found = new Map<number, Found>();
  private readonly throwsOn = new Set<number>();
  private readonly asked = new Set<string>();
  private readonly productive: Input[] = [];
  /** Inputs completed with everything that the hook asks for, by the key of the input. */
  private readonly completions = new Map<string, Input>();
  private readonly events = new Map<string, EventSource>();
  /** Whether a fault is one of complete events too, by input and message. */
  private readonly faults = new Map<string, boolean>();
  private readonly reasons: Reason[] = [];
  private touchesResponse = false;
  private handsBackRequest = false;

  constructor(
    private readonly program: HookProgram,
    private readonly entry: Entry,
    private readonly deadline: number,
  ) {
    this.caller = new Caller(program, entry);
    this.vocabulary = {
      words: wordsOf(program.main.program),
      literals: program.sites.literals,
      keys: keysOf(program.main.program),
    };
  }

  async run(): Promise<RunFindings> {
    const instance = await this.caller.instantiate({});
    if (instance.kind === "missing") return this.findings([], [instance.reason]);
    if (instance.kind === "failed" && this.program.world.wasUsed) {
      return this.findings([], [{ kind: "load", message: `it cannot be loaded here: ${String(instance.error)}` }]);
    }
    for (let input = this.schedule.next(); input !== undefined; input = this.schedule.next()) {
      await this.try(input);
      if (this.isLate()) break;
    }
    if (this.schedule.wasCut) this.reason("budget", "there were more inputs to try than are tried");
    const { probe } = this.program;
    const reached = [...probe.reached];
    const rewrites = await minimised([...this.found.values()], (input, status) => this.once(input, status));
    const told = await withWorld(rewrites, this.asked, async (input, status) => {
      const { answer } = await this.fresh(input, status);
      return answer.kind === "status" && answer.status === status;
    });
    const isLate = (): boolean => performance.now() > this.deadline + forceMs;
    const forced = await forcedWrites(this.program, this.entry, this.caller, this.productive, isLate);
    probe.reached.length = 0;
    probe.reached.push(...reached);
    return this.findings(told, this.reasons, forced);
  }

  /** One input: what tells statuses apart with an eye on what is asked for, then, where anything was new, all of them. */
  private async try(input: Input): Promise<void> {
    const isOrdinary = Object.keys(input).length === 0;
    const events = this.eventsOf(input);
    const candidates: Candidate[] = [];
    let isNew = isOrdinary;
    const thrownBefore = this.throwsOn.size;
    let instance = await this.caller.instantiate(input);
    const recordAt = async (status: number): Promise<void> => {
      // A hook that counts its calls is to meet each of the statuses with its first.
      if (isNew) instance = await this.caller.instantiate(input);
      const run = await this.caller.record(instance, events(status) as object, input);
      isNew ||= run.isNew;
      candidates.push(...this.learn(run, input));
      await this.judge(run, input, status);
    };
    for (const status of [...this.statuses]) {
      if (this.isLate()) break;
      await recordAt(status);
    }
    if (isNew) this.productive.push(input);
    if (isNew || this.throwsOn.size > thrownBefore) {
      let unfinished = 0;
      for (const status of allStatuses) {
        if (unfinished >= 3 || this.isLate()) break;
        const run = await this.caller.call(instance, events(status), input);
        await this.judge(run, input, status);
        if (run.answer.kind === "unfinished") unfinished++;
        const isOwnWay = !this.ways.has(run.signature) && this.statuses.size < maximumStatuses;
        if (isOwnWay || run.isNew) {
          this.ways.add(run.signature);
          if (isOwnWay) this.statuses.add(status);
          await recordAt(status);
        }
      }
    }
    this.schedule.add(input, candidates, isNew);
  }

  private isLate(): boolean {
    const isLate = performance.now() > this.deadline;
    if (isLate) this.reason("budget", "the time for running it was over before every input was tried");
    return isLate;
  }

  private learn(run: RecordedRun, input: Input): Candidate[] {
    this.touchesResponse ||= run.touchesResponse;
    this.handsBackRequest ||= run.handsBackRequest;
    for (const path of run.asked) this.asked.add(path);
    return candidatesOf(run, input, this.vocabulary);
  }

  private async judge(run: Run, input: Input, status: number): Promise<void> {
    if (run.answer.kind === "unfinished") this.reason("unfinished", "a run did not come to an end (LE-16)");
    const found = foundOf(run, input, status);
    if (found === undefined) return;
    const { because } = found;
    if (isExcused(run, input) || (because !== undefined && !(await this.isFaultOfComplete(input, status, because)))) {
      this.throwsOn.add(status);
      return;
    }
    const known = this.found.get(status);
    this.found.set(status, known === undefined ? found : better(known, found));
  }

  private async isFaultOfComplete(input: Input, status: number, because: string): Promise<boolean> {
    const key = `${keyOf(input)} ${because}`;
    const known = this.faults.get(key) ?? (await this.failsWhenComplete(input, status));
    this.faults.set(key, known);
    return known;
  }

  /**
   * Whether it also fails where nothing is missing that it asks for and no viewer can leave out: a header of CloudFront's
   * that no policy forwards, an origin of the other kind, a variable. What it does without those is told apart, as it
   * depends on how it is deployed.
   */
  private async failsWhenComplete(input: Input, status: number): Promise<boolean> {
    const key = keyOf(input);
    let complete = this.completions.get(key) ?? input;
    for (let round = 0; round < 5; round++) {
      const run = await this.recorded(complete, status);
      if (changeOf(status, run.answer) !== "fault" || run.usedWorld) return false;
      const missing = [...run.asked].filter((path) => canBeMissing(path) && valueAt(complete, path) === undefined);
      if (missing.length === 0) break;
      for (const path of missing) complete = withValue(complete, path, filling(path));
      this.completions.set(key, complete);
    }
    if (this.entry.event !== "origin-response") return true;
    const other = withValue(complete, "origin", valueAt(complete, "origin") === "s3" ? "custom" : "s3");
    return changeOf(status, (await this.recorded(other, status)).answer) === "fault";
  }

  private async recorded(input: Input, status: number): Promise<RecordedRun> {
    const instance = await this.caller.instantiate(input);
    const event = this.eventsOf(input)(status) as object;
    return this.caller.record(instance, event, input);
  }

  /** One input in a fresh instance, after as many calls with the same event as the input says. */
  private async fresh(input: Input, status: number): Promise<Run> {
    const instance = await this.caller.instantiate(input);
    const events = this.eventsOf(input);
    for (let call = 0; call < Number(valueAt(input, "repeat")); call++) {
      await this.caller.call(instance, events(status), input);
    }
    return this.caller.call(instance, events(status), input);
  }

  /** Many statuses are run with the same input. */
  private eventsOf(input: Input): EventSource {
    const key = keyOf(input);
    const events = this.events.get(key) ?? eventsOf(this.entry, input, this.program.sandbox.parse);
    this.events.set(key, events);
    return events;
  }

  private async once(input: Input, status: number): Promise<Found | undefined> {
    const run = await this.fresh(input, status);
    return isExcused(run, input) ? undefined : foundOf(run, input, status);
  }

  private reason(kind: string, message: string): void {
    if (!this.reasons.some((one) => one.kind === kind)) this.reasons.push({ kind, message });
  }

  private findings(
    found: readonly Found[],
    reasons: readonly Reason[],
    forced: RunFindings["forced"] = [],
  ): RunFindings {
    const { sites, probe } = this.program;
    const unreached = sites.branches.filter((_, branch) => probe.reached[branch] !== true);
    return {
      touchesResponse: this.touchesResponse,
      handsBackRequest: this.handsBackRequest,
      rewrites: found.map(({ from, to, input, write, because, hangsOn }) => {
        const position = sites.writes[write];
        return {
          from,
          to,
          input: toldInput(input, this.asked, this.entry.event === "viewer-response"),
          ...(position === undefined || position.file !== undefined ? {} : { line: position.line }),
          ...(because === undefined ? {} : { because }),
          ...(hangsOn === undefined || hangsOn.length === 0 ? {} : { hangsOn }),
        };
      }),
      throwsOn: rangesOf([...this.throwsOn]),
      forced,
      writes: sites.writes.map((position, place) => ({ position, reached: probe.written.has(place) })),
      coverage: {
        branches: sites.branches.length,
        reached: sites.branches.length - unreached.length,
        unreached: unreached.map(({ position }) => position),
      },
      reasons: [...this.program.reasons, ...reasons],
    };
  }
}

/** What S3 does not send is missing in every event of a site: to need it is no matter of how the hook is deployed. */
function canBeMissing(path: string): boolean {
  const [, header] = /^response\.header\.(.*)$/.exec(path) ?? [];
  if (header !== undefined) return Object.hasOwn(responseHeaders, header);
  return /^(?:origin\.header|env)\.|^request\.header\.(?:cloudfront-|host$|x-)/.test(path);
}
