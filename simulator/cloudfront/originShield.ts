import { headerValue, type HeaderMap } from "../http";
import type { OriginResponse } from "../s3/transport";
import { ArrivingBody } from "./arrivingBody";
import { EdgeCache } from "./cache";
import type { CompiledBehavior, CompiledOrigin } from "./compiled";
import { evaluateConditions } from "./conditional";
import { ageAt, entryOf, freshUntil } from "./entry";
import type { MemberAnswer } from "./member";
import type { OriginAsk } from "./originRequest";
import type { EdgeRuntime } from "./runtime";
import { successLifetime } from "./ttl";

interface Shield {
  readonly cache: EdgeCache;
  /** What is being asked for: whoever comes meanwhile waits for it. */
  readonly asked: Map<string, Promise<unknown>>;
}

/** The caches in front of origins that have an Origin Shield, by region; points of presence share them (CA-21, FO-28). */
export class OriginShields {
  private readonly shields = new Map<string, Shield>();

  of(region: string): Shield {
    const known = this.shields.get(region);
    if (known !== undefined) return known;
    const shield: Shield = { cache: new EdgeCache(), asked: new Map() };
    this.shields.set(region, shield);
    return shield;
  }

  /** Drops what an invalidation names in every region. */
  invalidate(names: (path: string) => boolean): void {
    for (const { cache } of this.shields.values()) cache.invalidate(names);
  }
}

/**
 * Asks an origin by way of its Origin Shield (FO-28): what the shield has is not asked for again, by whichever point of
 * presence. It keeps successes for their lifetime, and no errors; what it has no key for passes through.
 */
export function throughShield(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  member: CompiledOrigin,
  ask: OriginAsk,
  askOrigin: () => Promise<MemberAnswer>,
): Promise<MemberAnswer> {
  const { shieldRegion } = member;
  if (shieldRegion === undefined || ask.shieldKey === undefined) return askOrigin();
  const key = `${runtime.distribution.id} ${member.id}\n${ask.shieldKey}`;
  return shielded(runtime, behavior, member, ask, askOrigin, { shield: runtime.shields.of(shieldRegion), key });
}

async function shielded(
  runtime: EdgeRuntime,
  behavior: CompiledBehavior,
  member: CompiledOrigin,
  ask: OriginAsk,
  askOrigin: () => Promise<MemberAnswer>,
  { shield, key }: { readonly shield: Shield; readonly key: string },
): Promise<MemberAnswer> {
  for (let other = shield.asked.get(key); other !== undefined; other = shield.asked.get(key)) {
    await other.catch(() => undefined);
  }
  const held = heldAnswer(runtime, shield, member, key, ask);
  if (held !== undefined) return held;
  const asking = askOrigin();
  shield.asked.set(key, asking);
  try {
    return kept(runtime, behavior, shield, key, ask, await asking);
  } finally {
    if (shield.asked.get(key) === asking) shield.asked.delete(key);
  }
}

function heldAnswer(
  { clock, switches }: EdgeRuntime,
  { cache }: Shield,
  origin: CompiledOrigin,
  key: string,
  ask: OriginAsk,
): MemberAnswer | undefined {
  const entry = cache.get(key);
  const now = clock.now();
  if (entry === undefined || now >= freshUntil(entry)) return undefined;
  const { status, headers, body, length } = entry.response;
  // SIM-26: whether the time at the shield counts.
  const age = switches["age-base"] === "origin-fetch" ? ageAt(entry, now) : entry.ageAtStore;
  const given: HeaderMap = { ...headers, age: String(age) };
  if (length !== undefined) given["content-length"] = String(length);
  const unchanged = evaluateConditions(ask.headers, headers, switches["edge-304"]) === 304;
  const response: OriginResponse = unchanged
    ? { status: 304, headers: given, body: new Uint8Array() }
    : { status, headers: given, body: body instanceof ArrivingBody ? body.reader() : body };
  const outcome = { kind: "response", response, shielded: true } as const;
  return { origin, outcome, decisive: outcome };
}

/** The answer, its body now one that the shield and the point of presence read. */
function kept(
  { clock }: EdgeRuntime,
  behavior: CompiledBehavior,
  { cache }: Shield,
  key: string,
  ask: OriginAsk,
  answer: MemberAnswer,
): MemberAnswer {
  const { outcome, decisive } = answer;
  if (outcome.kind !== "response" || outcome.generated === true) return answer;
  const { status, headers, body } = outcome.response;
  const now = clock.now();
  const lifetime = status === 200 ? successLifetime(status, headers, behavior.ttl, now) : undefined;
  if (lifetime === undefined || lifetime.fresh === 0) return answer;
  const announced = headerValue(headers, "content-length");
  const length = announced === undefined ? {} : { length: Number(announced) };
  const arriving =
    body instanceof Uint8Array ? body : new ArrivingBody(body, cache.maximumArrivingBytes, length.length);
  const response = { status, headers, body: arriving, ...length, error: false, edgeMade: false };
  const entry = entryOf(response, ask.path, lifetime, now);
  cache.set(key, entry);
  if (arriving instanceof Uint8Array) return answer;
  arriving.follow({
    whole: (bytes) => {
      cache.complete(key, entry, bytes);
    },
    lost: () => {
      cache.giveUp(key, entry, undefined);
    },
  });
  const given = { ...outcome, response: { ...outcome.response, body: arriving.reader() } };
  return { ...answer, outcome: given, decisive: decisive === outcome ? given : decisive };
}
