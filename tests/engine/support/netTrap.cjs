// Loaded into every Node.js process below an engine: writes down each attempt to leave this machine, into NET_TRAP_FILE.
const { appendFileSync } = require("node:fs");
const dns = require("node:dns");
const net = require("node:net");

const isHere = (host) =>
  host === undefined || host === "" || /^(localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0|::)$/.test(host);

function note(what) {
  appendFileSync(process.env.NET_TRAP_FILE, `${what}\n`);
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const { host, port, path } = typeof first === "object" && first !== null ? first : { host: second, port: first };
  if (path === undefined && !isHere(typeof host === "string" ? host : undefined)) note(`connect ${host}:${port}`);
  return connect.apply(this, args);
};

const { lookup } = dns;
dns.lookup = function (name, ...rest) {
  if (!isHere(name)) note(`lookup ${name}`);
  return lookup.call(this, name, ...rest);
};
