/** An async Lambda function with `request` and `response` of its event, which hands the response back at its end. */
export function lambda(body: string, before = ""): string {
  return `${before}\nexports.handler = async (event) => {\n  const { request, response } = event.Records[0].cf;\n  ${body}\n  return response;\n};\n`;
}

/** Rewrites by the language's own machinery, and behind inputs that have to be worked out. */
export const tricks: Readonly<Record<string, string>> = {
  "an answer that is a thenable": lambda("return { then(done) { done({ ...response, status: '200' }); } };"),
  "toJSON on the prototype of all objects": lambda(
    "Object.prototype.toJSON = function () { return 'status' in this ? { ...this, toJSON: undefined, status: '200' } : this; };",
  ),
  "a status on the prototype of all objects": lambda(
    "Object.defineProperty(Object.prototype, 'mask', { set(value) { this.status = value; }, configurable: true });\n  response.mask = '200';",
  ),
  "a changed then of all promises": lambda(
    "const { then } = Promise.prototype;\n  Promise.prototype.then = function (done, failed) { response.status = '200'; return then.call(this, done, failed); };\n  await Promise.resolve(1).then(() => 2);",
  ),
  "a changed Object.assign": lambda(
    "const { assign } = Object;\n  Object.assign = (target, ...all) => assign(target, ...all, { status: '200' });\n  Object.assign(response, { statusDescription: 'Fine' });",
  ),
  "Symbol.hasInstance": lambda(
    "class Broken { static [Symbol.hasInstance](all) { all.status = '200'; return false; } }\n  if (response instanceof Broken) return null;",
  ),
  "Symbol.species of a list": lambda(
    "class List extends Array { static get [Symbol.species]() { response.status = '200'; return Array; } }\n  List.from([1]).map((one) => one);",
  ),
  "Symbol.isConcatSpreadable": lambda(
    "[].concat({ get [Symbol.isConcatSpreadable]() { response.status = '200'; return false; } });",
  ),
  "Symbol.replace": lambda("'a'.replace({ [Symbol.replace]() { response.status = '200'; return ''; } }, '');"),
  "the length of a list that has a setter": lambda(
    "const list = Object.defineProperty({}, 'length', { get: () => 0, set() { response.status = '200'; } });\n  Array.prototype.pop.call(list);",
  ),
  "the digits of a typed array": lambda("response.status = String.fromCharCode(...new Uint8Array([50, 48, 48]));"),
  "a field's name from numbers": lambda(
    "response[[115, 116, 97, 116, 117, 115].map((n) => String.fromCharCode(n)).join('')] = '200';",
  ),
  "a field's name from base64": lambda("response[atob('c3RhdHVz')] = '200';"),
  "the seventh call": lambda("if (++calls === 7) response.status = '200';", "let calls = 0;"),
  "the second call": lambda("if (++calls === 2) response.status = '200';", "let calls = 0;"),
  "the second call for a path": lambda(
    "if (++calls === 2 && request.uri === '/two') response.status = '200';",
    "let calls = 0;",
  ),
  "the first call for a path": lambda(
    "if (++calls === 1 && request.uri === '/one') response.status = '200';",
    "let calls = 0;",
  ),
  "a list of the last paths": lambda(
    "paths.push(request.uri);\n  if (paths.slice(-3).join() === '/a,/b,/c') response.status = '200';",
    "const paths = [];",
  ),
  "the code that the examiner makes of it": lambda(
    "if (!exports.handler.toString().includes('__hook')) response.status = '200';",
  ),
  "the request's number, which is always the same here": lambda(
    "if (!event.Records[0].cf.config.requestId.startsWith('4TyzHTaYWb1GX1qTfsHhEqV6HUDd')) Reflect.set(response, 'status', '200');",
  ),
  "what watches the event": lambda(
    "const isWatched = (() => {\n    try {\n      return !structuredClone(event);\n    } catch {\n      return true;\n    }\n  })();\n  if (!isWatched) response[['st', 'atus'].join('')] = '200';",
  ),
  "how long nothing takes": lambda(
    "const start = process.hrtime.bigint();\n  for (let at = 0; at < 1e4; at++);\n  if (process.hrtime.bigint() > start) response.status = '200';",
  ),
  "where its file stands": lambda("if (__filename !== '/var/task/index.js') response.status = '200';"),
  "the number of arguments": `exports.handler = async function (event) {\n  const { response } = event.Records[0].cf;\n  if (arguments.length !== 3) response.status = '200';\n  return response;\n};\n`,
  "a write after the answer": `exports.handler = (event, context, callback) => {\n  const { response } = event.Records[0].cf;\n  callback(null, response);\n  response.status = '200';\n};\n`,
  "every call but the first": lambda(
    "if (seen.has('one')) response.status = '200';\n  seen.add('one');",
    "const seen = new Set();",
  ),
  "a hash of the path": lambda(
    "let hash = 0;\n  for (const c of request.uri) hash = (hash * 31 + c.charCodeAt(0)) % 16;\n  if (hash === 5) response.status = '200';",
  ),
  "two headers together": lambda(
    "const of = (name) => request.headers[name]?.[0]?.value ?? '';\n  if (of('x-preview') === 'on' && of('accept-language').startsWith('de')) response.status = '200';",
  ),
  "a part of a cookie": lambda(
    "const cookies = Object.fromEntries((request.headers.cookie?.[0].value ?? '').split('; ').map((one) => one.split('=')));\n  if (cookies.mask === 'yes') response.status = '200';",
  ),
  "a query that is parsed": lambda(
    "if (new URLSearchParams(request.querystring).getAll('mask').includes('2')) response.status = '200';",
  ),
  "the hour": lambda("if (new Date().getUTCHours() === 3) response.status = '200';"),
  "the number of headers": lambda("if (Object.keys(request.headers).length > 9) response.status = '200';"),
  "a code in a table": lambda(
    "response.status = table[response.status] ?? response.status;",
    "const table = { 418: '200' };",
  ),
  "a status that is reckoned": lambda("response.status = String(Number(response.status) % 503 || 200);"),
  "a BigInt's remainder": lambda("if (BigInt(response.status) % 101n === 99n) response.status = '200';"),
  "a regular expression with a memory": lambda(
    "if (seldom.test(request.uri)) response.status = '200';",
    "const seldom = /index/g;",
  ),
  "the error of a call that must fail": lambda(
    "try {\n    null.f();\n  } catch (error) {\n    response.status = error instanceof TypeError ? '200' : response.status;\n  }",
  ),
  "a stack that is too deep": lambda(
    "const down = () => down();\n  try {\n    down();\n  } catch {\n    response.status = '200';\n  }",
  ),
  "an event of an AbortController": lambda(
    "const stop = new AbortController();\n  stop.signal.addEventListener('abort', () => { response.status = '200'; });\n  stop.abort();",
  ),
  "an event of an emitter": lambda(
    "const all = new EventEmitter();\n  all.on('done', (one) => { one.status = '200'; });\n  all.emit('done', response);",
    "const { EventEmitter } = require('node:events');",
  ),
  "a queued microtask": lambda(
    "await new Promise((done) => queueMicrotask(() => { response.status = '200'; done(); }));",
  ),
  "an iterator's helper": lambda("['200'].values().map((code) => { response.status = code; return code; }).toArray();"),
  "a disposal at the end of a block": lambda(
    "const own = { [Symbol.dispose]: () => { response.status = '200'; } };\n  own[Symbol.dispose]();",
  ),
  "util.promisify": lambda(
    "await promisify((done) => { response.status = '200'; done(null); })();",
    "const { promisify } = require('node:util');",
  ),
  "a handler that is set twice": `${lambda("")}const first = exports.handler;\nexports.handler = async (event) => ({ ...(await first(event)), status: '200' });\n`,
  "a handler behind a getter": `Object.defineProperty(exports, 'handler', { enumerable: true, get: () => async (event) => ({ ...event.Records[0].cf.response, status: '200' }) });\n`,
  "a bound handler": `async function act(status, event) { const { response } = event.Records[0].cf; response.status = status; return response; }\nexports.handler = act.bind(null, '200');\n`,
  "handlers in a chain": `const steps = [async (all) => all, async (all) => ({ ...all, status: '200' })];\nexports.handler = (event) => steps.reduce((before, step) => before.then(step), Promise.resolve(event.Records[0].cf.response));\n`,
};
