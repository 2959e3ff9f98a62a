/** One kind of work that both contestants do. */
export interface Work {
  readonly name: string;
  /** Path of the request with this number; `round` keeps the unique URLs of one round apart from the next. */
  readonly luaPath: string;
  /** What the ratio to nginx must reach. */
  readonly goal: number;
  /** What is compared; default: requests a second. */
  readonly unit?: "bytes";
  readonly connections: number;
}

/** Of every answer but the large ones. */
export const bodyBytes = 2048;
export const largeBytes = 16 * 1024 * 1024;

const unique = (prefix: string): string => `"/${prefix}/" .. round .. "/" .. count`;
const cached = (prefix: string, urls: number): string => `"/${prefix}/" .. (count % ${urls})`;

/** The works of the contest, with their goals. */
export const works: readonly Work[] = [
  { name: "hit, 1,000 URLs", luaPath: cached("hit", 1_000), goal: 0.6, connections: 32 },
  { name: "miss, unique URLs", luaPath: unique("miss"), goal: 0.6, connections: 32 },
  { name: "failover on 404, unique URLs", luaPath: unique("failover"), goal: 0.6, connections: 32 },
  { name: "failover on a refused connection", luaPath: unique("refused"), goal: 0.4, connections: 32 },
  { name: "16 MB object, miss", luaPath: unique("large"), goal: 0.8, unit: "bytes", connections: 4 },
  { name: "hit with a response headers policy", luaPath: cached("policy", 1_000), goal: 0.55, connections: 32 },
  { name: "hit with one CloudFront Function", luaPath: cached("function", 1_000), goal: 0.35, connections: 32 },
];

/** The same hits over more and more cached objects: what one costs must not grow with them. */
export function curveWork(urls: number): Work {
  return { name: `hit, ${urls.toLocaleString("en")} URLs`, luaPath: cached("curve", urls), goal: 0, connections: 32 };
}

export function wrkScript({ luaPath }: Work): string {
  return `
local count, round = 0, 0
function init(args) round = args[1] or 0 end
function request()
  count = count + 1
  return wrk.format("GET", ${luaPath})
end
function done(summary)
  print(string.format("summary %d %d %d", summary.requests, summary.bytes, summary.duration))
end
`;
}

export interface Ports {
  readonly edge: number;
  readonly nginx: number;
  /** Answers everything. */
  readonly origin: number;
  /** Answers 404. */
  readonly failing: number;
  /** Nobody listens there. */
  readonly refused: number;
}

// Started by root, nginx's worker would change to a user who may not write into the folder.
const user = process.getuid?.() === 0 ? "user root root;" : "";

function head(folder: string, name: string): string {
  return `
daemon off;
${user}
pid ${folder}/${name}.pid;
worker_processes 1;
events { worker_connections 4096; }
http {
  client_body_temp_path ${folder}/${name}-body;
  proxy_temp_path ${folder}/${name}-proxy;
  fastcgi_temp_path ${folder}/${name}-fastcgi;
  uwsgi_temp_path ${folder}/${name}-uwsgi;
  scgi_temp_path ${folder}/${name}-scgi;
  keepalive_requests 1000000000;
`;
}

/** The origins of both contestants. `folder/large` is what every large URL gives. */
export function originConfiguration(folder: string, ports: Ports): string {
  return `${head(folder, "origin")}
  access_log off;
  sendfile on;
  server {
    listen 127.0.0.1:${ports.origin};
    root ${folder};
    default_type text/html;
    location / { return 200 "${"x".repeat(bodyBytes)}"; }
    location /large/ { try_files /large =404; }
  }
  server {
    listen 127.0.0.1:${ports.failing};
    location / { return 404; }
  }
}
`;
}

/**
 * nginx as a caching proxy that goes on to a second origin, its access log on and buffered. It adds no headers and runs no
 * function where the edge does.
 */
export function nginxConfiguration(folder: string, ports: Ports): string {
  const group = (name: string, primary: number): string =>
    `upstream ${name} { server 127.0.0.1:${primary} max_fails=0; server 127.0.0.1:${ports.origin} backup; keepalive 64; }`;
  return `${head(folder, "nginx")}
  log_format exchanges '$remote_addr "$request" $status $body_bytes_sent "$upstream_addr"';
  access_log ${folder}/access.log exchanges buffer=64k flush=1s;
  proxy_cache_path ${folder}/cache keys_zone=site:64m max_size=2g;
  ${group("healthy", ports.origin)}
  ${group("failing", ports.failing)}
  ${group("refused", ports.refused)}
  server {
    listen 127.0.0.1:${ports.nginx};
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_cache site;
    proxy_cache_valid 200 1d;
    proxy_next_upstream http_404 error timeout;
    location / { proxy_pass http://healthy; }
    location /failover/ { proxy_pass http://failing; }
    location /refused/ { proxy_pass http://refused; }
  }
}
`;
}
