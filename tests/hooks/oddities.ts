import { lambda, tricks } from "./tricks";

/** What is true of a hook, told before it was examined. */
export type Label = "rewrites" | "clean" | "undecidable";

/** A hook that does what it does in a way that few write. */
export interface Oddity {
  readonly does: string;
  readonly label: Label;
  readonly text: string;
}

const rewriting: Readonly<Record<string, string>> = {
  "a getter whose reading is what writes": lambda(
    "const probe = { get mood() { response.status = '200'; return 'calm'; } };\n  response.headers['x-mood'] = [{ value: probe.mood }];",
  ),
  "a setter that writes elsewhere": lambda(
    "const form = { set note(text) { if (response.status[0] === '5') response.status = text; } };\n  form.note = '200';",
  ),
  "a Proxy whose set trap writes another field": lambda(
    "const guard = new Proxy(response.headers, { set(all, name, value) { if (name === 'x-final') response.status = '200'; all[name] = value; return true; } });\n  guard['x-final'] = [{ value: '1' }];",
  ),
  "a Proxy whose has trap writes": lambda(
    "const spy = new Proxy({}, { has() { response.status = '200'; return false; } });\n  if ('anything' in spy) return request;",
  ),
  "a Proxy that shows another status when it is turned into JSON": lambda(
    "return new Proxy({ ...response }, { get: (all, key) => (key === 'status' && all.status > '499' ? '200' : all[key]) });",
  ),
  "a generator that writes when it is ended": lambda(
    "function* steps() { try { yield 1; yield 2; } finally { response.status = '200'; } }\n  for (const step of steps()) break;",
  ),
  "a generator that is handed the status": lambda(
    "const take = (function* () { const value = yield; response.status = value; })();\n  take.next();\n  take.next('200');",
  ),
  "Symbol.toPrimitive that writes": lambda(
    "const age = { [Symbol.toPrimitive]() { response.status = '200'; return 7; } };\n  response.headers.age = [{ value: `${age}` }];",
  ),
  "toString called by a join": lambda(
    "const part = { toString() { response.status = '200'; return 'a'; } };\n  response.headers['x-parts'] = [{ value: [part, 'b'].join() }];",
  ),
  "valueOf called by a comparison": lambda(
    "const limit = { valueOf() { response.status = '200'; return 500; } };\n  if (response.status >= limit) response.headers['x-late'] = [{ value: '1' }];",
  ),
  "a label that is left before the return": lambda(
    "done: {\n    if (response.status < '500') break done;\n    response.status = '200';\n  }",
  ),
  "a labelled loop that goes on in the outer one": lambda(
    "outer: for (const one of ['404', '503']) {\n    for (const two of ['503', '404']) {\n      if (one !== two) continue outer;\n      if (response.status === one) response.status = '200';\n    }\n  }",
  ),
  "a tag of a template that writes": lambda(
    "const set = ([name], value) => { response[name.trim()] = value; return ''; };\n  response.statusDescription = `was ${response.status}` + set`status${'200'}`;",
  ),
  "a class field's initialiser": lambda("class Page { made = (response.status = '200'); }\n  new Page();"),
  "a static block": lambda("class Once { static { response.status = '200'; } }\n  void Once;"),
  "a private method behind a private name": lambda(
    "class Answer { #inner; constructor(inner) { this.#inner = inner; } #mask() { this.#inner.status = '200'; } close() { this.#mask(); } }\n  new Answer(response).close();",
  ),
  "an accessor of a base class": lambda(
    "class Base { set code(value) { this.of.status = value; } }\n  class Own extends Base { constructor(of) { super(); this.of = of; } heal() { super.code = '200'; } }\n  new Own(response).heal();",
  ),
  "a WeakMap that holds what writes": lambda(
    "acts.get(key).call(response);",
    "const key = {};\nconst acts = new WeakMap([[key, function () { this.status = '200'; }]]);",
  ),
  "a WeakRef to the response": lambda("new WeakRef(response).deref().status = '200';"),
  "Promise.race that the writer wins": lambda(
    "await Promise.race([new Promise((done) => setTimeout(done, 50)), Promise.resolve().then(() => { response.status = '200'; })]);",
  ),
  "Promise.allSettled over a rejection's handler": lambda(
    "await Promise.allSettled([Promise.reject(new Error('no')).catch(() => { response.status = '200'; })]);",
  ),
  "a promise that nobody awaits but that is done in time": lambda(
    "Promise.resolve().then(() => { response.status = '200'; });\n  await null;\n  await null;",
  ),
  "an async iterator": lambda(
    "async function* codes() { yield '201'; yield '200'; }\n  for await (const code of codes()) response.status = code;",
  ),
  "an iterator that is written by hand": lambda(
    "const codes = { [Symbol.iterator]: () => ({ n: 0, next() { return { done: this.n > 0, value: ['status', ++this.n && '200'] }; } }) };\n  Object.assign(response, Object.fromEntries(codes));",
  ),
  "Object.groupBy": lambda(
    "const { error = [] } = Object.groupBy([response], ({ status }) => (status >= '400' ? 'error' : 'fine'));\n  error.forEach((one) => { one.status = '200'; });",
  ),
  "Map.groupBy": lambda("for (const [, [one]] of Map.groupBy([response], () => 'all')) one.status = '200';"),
  "a structured clone that is handed back": lambda(
    "const copy = structuredClone(response);\n  copy.status = '200';\n  return copy;",
  ),
  "a reviver of JSON": lambda(
    "return JSON.parse(JSON.stringify(response), (key, value) => (key === 'status' && value > '499' ? '200' : value));",
  ),
  "a replacer of JSON that leaves the status out": lambda(
    "return JSON.parse(JSON.stringify(response, ['headers', 'statusDescription']));",
  ),
  "a swap by destructuring": lambda(
    "const spare = { status: '200' };\n  [response.status, spare.status] = [spare.status, response.status];",
  ),
  "a rest that takes the status away": lambda("const { status, ...rest } = response;\n  return rest;"),
  "a default value that is computed": lambda(
    "const dress = (all, shown = (all.status = '200')) => shown;\n  dress(response);",
  ),
  "a default of a nested pattern": lambda(
    "const { nothing: { deep } = { deep: (response.status = '200') } } = request;",
  ),
  "a write on the left of an optional chain's alternative": lambda(
    "(response?.headers ? response : {}).status = '200';",
  ),
  "a nullish assignment to a field that was deleted": lambda("delete response.status;\n  response.status ??= '200';"),
  "a comma inside a condition": lambda("if ((response.status = '200', request.method === 'POST')) return request;"),
  "a comma in the return": lambda("return (response.status = '200'), response;"),
  "an exception that carries the status": lambda(
    "try {\n    if (response.status >= '500') throw { status: '200' };\n  } catch ({ status }) {\n    response.status = status;\n  }",
  ),
  "a finally that returns": lambda(
    "try {\n    return response;\n  } finally {\n    return { ...response, status: '200' };\n  }",
  ),
  "a finally that writes after the return": lambda(
    "try {\n    return response;\n  } finally {\n    if (request.uri.endsWith('.html')) response.status = '200';\n  }",
  ),
  "a switch that falls through": lambda(
    "switch (response.status) {\n    case '503':\n      response.headers['x-down'] = [{ value: '1' }];\n    case '200':\n      response.status = '200';\n  }",
  ),
  "the array's own methods with the response as this": lambda(
    "Array.prototype.push.call(response, 0);\n  Array.prototype.fill.call({ length: 1, set 0(value) { response.status = value; } }, '200');",
  ),
  "replace with a function": lambda(
    "'503'.replace(/5(.)3/, (all) => { if (response.status === all) response.status = '200'; return all; });",
  ),
  "a sort's comparison": lambda("[2, 1].sort((a, b) => { response.status = '200'; return a - b; });"),
  "a frozen copy in place of a frozen response": lambda(
    "Object.freeze(response);\n  return Object.freeze({ ...response, status: '200' });",
  ),
  "arguments in place of parameters": lambda(
    "(function (all) { arguments[0].status = arguments[1]; })(response, '200');",
  ),
  "a function that is made of its own name": lambda(
    "const heal = (left) => (left === 0 ? Object.assign(response, { status: '200' }) : heal(left - 1));\n  heal(5);",
  ),
  "Reflect.construct": lambda("Reflect.construct(class { constructor(all) { all.status = '200'; } }, [response]);"),
  "a prototype that answers for a missing status": lambda(
    "delete response.status;\n  return Object.assign(Object.create(null), Object.create({ status: '200' }), response);",
  ),
  "the date of a header": lambda(
    "const seen = Date.parse(response.headers['last-modified']?.[0].value ?? '');\n  if (seen > 0 && response.status === '404') response.status = '410';",
  ),
  "the length of the path": lambda("if (request.uri.length === 23) response.status = '200';"),
};

const clean: Readonly<Record<string, string>> = {
  "a getter that only reads": lambda(
    "const seen = { get code() { return response.status; } };\n  response.headers['x-code'] = [{ value: seen.code }];",
  ),
  "a Proxy that guards the headers": lambda(
    "const guard = new Proxy(response.headers, { set(all, name, value) { all[String(name).toLowerCase()] = value; return true; } });\n  guard['X-Own'] = [{ value: '1' }];",
  ),
  "a generator over headers": lambda(
    "function* own() { yield ['x-one', '1']; yield ['x-two', '2']; }\n  for (const [name, value] of own()) response.headers[name] = [{ value }];",
  ),
  "a private field beside the response": lambda(
    "class Dress { #status = 'own'; on(all) { all.headers['x-own'] = [{ value: this.#status }]; } }\n  new Dress().on(response);",
  ),
  "a status of its own object": lambda(
    "const job = { status: 'waiting' };\n  job.status = 'done';\n  response.headers['x-job'] = [{ value: job.status }];",
  ),
  "a structured clone with the same status": lambda(
    "const copy = structuredClone(response);\n  copy.headers['x-copy'] = [{ value: '1' }];\n  return copy;",
  ),
  "a reviver that changes headers alone": lambda(
    "return JSON.parse(JSON.stringify(response), (key, value) => (key === 'server' ? undefined : value));",
  ),
  "a swap and back": lambda(
    "const spare = { status: '200' };\n  [response.status, spare.status] = [spare.status, response.status];\n  [response.status, spare.status] = [spare.status, response.status];",
  ),
  "an exception that ends a loop over headers": lambda(
    "try {\n    for (const name of Object.keys(response.headers)) if (name.startsWith('x-amz-')) throw name;\n  } catch (name) {\n    delete response.headers[name];\n  }",
  ),
  "a tag that makes a header": lambda(
    "const line = (texts, ...values) => texts.reduce((all, text, at) => all + values[at - 1] + text);\n  response.headers['x-line'] = [{ value: line`status ${response.status}` }];",
  ),
};

const cleanTricks: Readonly<Record<string, string>> = {
  "an answer that is a thenable of what was received": lambda("return { then: (done) => done(response) };"),
  "Symbol.hasInstance that only asks": lambda(
    "class Broken { static [Symbol.hasInstance](all) { return all.status >= '500'; } }\n  if (response instanceof Broken) response.headers['x-broken'] = [{ value: '1' }];",
  ),
  "a WeakMap of what was seen": lambda(
    "seen.set(response, request.uri);\n  response.headers['x-path'] = [{ value: seen.get(response) }];",
    "const seen = new WeakMap();",
  ),
  "Promise.race against a timer": lambda(
    "const mode = await Promise.race([new Promise((done) => setTimeout(done, 50, 'late')), Promise.resolve('early')]);\n  response.headers['x-mode'] = [{ value: mode }];",
  ),
  "a label and a loop over header names": lambda(
    "names: for (const name of Object.keys(response.headers)) {\n    for (const kept of ['content-type', 'etag']) if (name === kept) continue names;\n    if (name.startsWith('x-amz-meta-')) delete response.headers[name];\n  }",
  ),
  "Object.groupBy over headers": lambda(
    "const { own = [] } = Object.groupBy(Object.keys(response.headers), (name) => (name.startsWith('x-') ? 'own' : 'other'));\n  response.headers['x-own-headers'] = [{ value: String(own.length) }];",
  ),
  "a field's name that is reckoned": lambda("response[['status', 'Description'].join('')] = 'Served';"),
  "an emitter's event": lambda(
    "const all = new EventEmitter();\n  all.once('done', ({ headers }) => { headers['x-done'] = [{ value: '1' }]; });\n  all.emit('done', response);",
    "const { EventEmitter } = require('node:events');",
  ),
  "a counter of calls in a header": lambda(
    "response.headers['x-calls'] = [{ value: String(++calls) }];",
    "let calls = 0;",
  ),
  "the same status, written again": lambda("response.status = `${Number(response.status)}`;"),
  "a class that wraps and unwraps": lambda(
    "return new Wrapped(response).with('x-a', '1').with('x-b', '2').done();",
    "class Wrapped {\n  #all;\n  constructor(all) { this.#all = { ...all, headers: { ...all.headers } }; }\n  with(name, value) { this.#all.headers[name] = [{ key: name, value }]; return this; }\n  done() { return this.#all; }\n}",
  ),
  "handlers in a chain": `const steps = [(all) => all, (all) => ({ ...all, headers: { ...all.headers, 'x-a': [{ value: '1' }] } })];\nexports.handler = async (event) => steps.reduce((all, step) => step(all), event.Records[0].cf.response);\n`,
};

const undecidable: Readonly<Record<string, string>> = {
  "an answer of a service that is merged into the response": lambda(
    "const more = await fetch('https://flags.example.com/answer', { signal: AbortSignal.timeout(200) }).then((answer) => answer.json(), () => ({}));\n  Object.assign(response, more);",
  ),
  "a function of a package that is not there": lambda("await require('@example/dress')(response);"),
};

function labelled(label: Label, texts: Readonly<Record<string, string>>): readonly Oddity[] {
  return Object.entries(texts).map(([does, text]) => ({ does, label, text }));
}

/** Hooks in the manner of which the corpus has none. */
export const oddities: readonly Oddity[] = [
  ...labelled("rewrites", rewriting),
  ...labelled("rewrites", tricks),
  ...labelled("clean", { ...clean, ...cleanTricks }),
  ...labelled("undecidable", undecidable),
];
