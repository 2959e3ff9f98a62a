import fc from "fast-check";

/** A hook that rewrites a status in an odd way, and the same with a harmless write in its place. */
export interface OddHook {
  readonly rewriting: string;
  readonly harmless: string;
}

/** How the response comes into a variable `r`. */
const ways: readonly string[] = [
  "let r = event.Records[0].cf.response;",
  "let { Records: [{ cf: { response: r } }] } = event;",
  "let r = event['Rec' + 'ords'][0].cf['resp' + 'onse'];",
  "let r = ((e) => () => e.Records[0].cf.response)(event)();",
  "let r = Reflect.get(event.Records[0].cf, 'response');",
  "let r = [1, event.Records[0].cf.response].find((one) => typeof one === 'object');",
  "let r = new Map([['r', event.Records[0].cf.response]]).get('r');",
  "let r = JSON.parse(JSON.stringify(event)).Records[0].cf.response;",
  "let r = structuredClone(event.Records[0].cf.response);",
  "let [r] = (function* () { yield event.Records[0].cf.response; })();",
  "let r = await Promise.resolve(event).then((e) => e.Records[0].cf).then(({ response }) => response);",
  "let r = new (class { #e = event; get it() { return this.#e.Records[0].cf.response; } })().it;",
  "let r = event.Records.map(({ cf }) => cf.response)[0];",
  "let r = new Proxy(event.Records[0].cf.response, {});",
  "let r = (function () { return this.Records[0].cf.response; }).call(event);",
  "let r = Object.values({ a: event.Records[0].cf.response })[0];",
  "let r = { ...event.Records[0].cf.response };",
  "let r = [event].reduce((all, e) => e.Records[0].cf.response, undefined);",
  "const held = new WeakMap(); held.set(event, event.Records[0].cf.response); let r = held.get(event);",
  "let r = await new Promise((done) => setTimeout(() => done(event.Records[0].cf.response), 5));",
  "let r = Array.from(event.Records, (one) => one.cf.response).pop();",
];

/** How a field of it is set; `F` stands for the field's name as a text, `V` for the value. */
const writes: readonly string[] = [
  "r[F] = V;",
  "r[F.slice(0, 2) + F.slice(2)] = V;",
  "r[[...F].join('')] = V;",
  "r[String.fromCharCode(...[...F].map((c) => c.charCodeAt(0)))] = V;",
  "r[[...F].reverse().reverse().join('')] = V;",
  "r[Buffer.from(Buffer.from(F).toString('base64'), 'base64').toString()] = V;",
  "Object.assign(r, { [F]: V });",
  "Object.defineProperty(r, F, { value: V, enumerable: true, writable: true, configurable: true });",
  "Object.defineProperties(r, { [F]: { get: () => V, enumerable: true, configurable: true } });",
  "Reflect.set(r, F, V);",
  "Reflect.defineProperty(r, F, { value: V, enumerable: true, configurable: true });",
  "r = { ...r, [F]: V };",
  "r = Object.fromEntries(Object.entries(r).concat([[F, V]]));",
  "r = Object.fromEntries(Object.entries(r).filter(([k]) => k !== F).concat([[F, V]]));",
  "for (const [k, v] of Object.entries({ [F]: V })) r[k] = v;",
  "for (const k in { [F]: 1 }) r[k] = V;",
  "({ a: r[F] } = { a: V });",
  "[r[F]] = [V];",
  "for (r[F] of [V]);",
  "(class { static set to(v) { r[F] = v; } }).to = V;",
  "({ go() { this.r[F] = V; }, r }).go();",
  "((...all) => { all[0][all[1]] = all[2]; })(r, F, V);",
  "(function () { arguments[0][F] = V; })(r);",
  "((o, k, v) => (o[k] = v)).bind(null, r)(F, V);",
  "Reflect.apply((v) => { r[F] = v; }, null, [V]);",
  "[...(function* () { r[F] = yield; })()].length; const g = (function* () { r[F] = yield; })(); g.next(); g.next(V);",
  "new Proxy(r, {})[F] = V;",
  "r = new Proxy(r, { get: (t, k) => (k === F ? V : t[k]), ownKeys: (t) => [...new Set([...Reflect.ownKeys(t), F])], getOwnPropertyDescriptor: (t, k) => (k === F ? { value: V, enumerable: true, configurable: true } : Reflect.getOwnPropertyDescriptor(t, k)) });",
  "r = ((o) => ({ toJSON: () => ({ ...o, [F]: V }) }))(r);",
  "r = new (class { constructor(o) { Object.assign(this, o); this[F] = V; } })(r);",
  "r = Object.keys(r).reduce((o, k) => ({ ...o, [k]: k === F ? V : r[k] }), { [F]: V });",
  "r = JSON.parse(JSON.stringify(r, (k, v) => (k === F ? V : v))); r[F] ??= V;",
  "await (async () => { r[F] = await V; })();",
  "[1].forEach(() => { r[F] = V; });",
  "try { throw V; } catch (v) { r[F] = v; }",
  "label: { if (r[F] === V) break label; r[F] = V; }",
  "switch (true) { default: r[F] = V; }",
  "r[F] &&= V; r[F] ||= V;",
  "delete r[F]; r[F] = V;",
  "void [(() => (r[F] = V))].map((f) => f());",
];

/** What it hangs on. */
const conditions: readonly string[] = [
  "true",
  "r.status >= 500",
  "r.status === '404'",
  "/^5/.test(r.status)",
  "event.Records[0].cf.request.headers['x-debug'] !== undefined",
  "(event.Records[0].cf.request.headers.accept || [{ value: '' }])[0].value.includes('text/html')",
  "event.Records[0].cf.request.uri.startsWith('/preview/')",
  "event.Records[0].cf.request.querystring.indexOf('mask=1') >= 0",
  "event.Records[0].cf.request.method === 'HEAD'",
  "Math.random() < 0.25",
  "new Date().getHours() === 3",
  "Date.now() > 2000000000000",
  "++count > 2",
  "process.env.MASK === 'yes'",
  "(await fetch('https://flags.example/mask').catch(() => ({ ok: false }))).ok",
  "await import('node:https').then(() => true)",
  "r.headers['x-origin-state'] !== undefined",
];

const endings: readonly string[] = [
  "return r;",
  "return Promise.resolve(r);",
  "return await new Promise((done) => done(r));",
];

function hook(way: string, condition: string, write: string, ending: string, field: string, value: string): string {
  const written = write.replace(/\bF\b/g, field).replace(/\bV\b/g, value);
  return `let count = 0;\nexports.handler = async (event) => {\n  ${way}\n  if (${condition}) {\n    ${written}\n  }\n  ${ending}\n};\n`;
}

/** Odd hooks, as many as there are combinations of their parts. */
export const oddHook: fc.Arbitrary<OddHook> = fc
  .record({
    way: fc.constantFrom(...ways),
    write: fc.constantFrom(...writes),
    condition: fc.constantFrom(...conditions),
    ending: fc.constantFrom(...endings),
    value: fc.constantFrom("200", "'200'", "'302'", "503", "(100 + 100)", "['200'][0]"),
  })
  .map(({ way, write, condition, ending, value }) => ({
    rewriting: hook(way, condition, write, ending, "'status'", value),
    harmless: hook(way, condition, write, ending, "'statusDescription'", "'All is well'"),
  }));
