/** What is asked: 1,000 cached URLs, unique URLs, or unique URLs that the primary answers with 404. */
export type Work = "hit" | "miss" | "failover";

/** Of every answer. */
export const bodyBytes = 2048;

/** nginx as a caching proxy before two origins of its own, in the same process and on the same core. */
export function nginxConfiguration(
  folder: string,
  ports: { readonly nginx: number; readonly origin: number; readonly failing: number },
): string {
  // Started by root, its worker would change to a user who may not write into the folder.
  const user = process.getuid?.() === 0 ? "user root root;" : "";
  return `
daemon off;
${user}
pid ${folder}/nginx.pid;
worker_processes 1;
events { worker_connections 1024; }
http {
  access_log ${folder}/access.log combined buffer=64k;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  proxy_cache_path ${folder}/cache keys_zone=site:64m max_size=1g;
  keepalive_requests 1000000;
  upstream healthy { server 127.0.0.1:${ports.origin}; keepalive 64; }
  upstream failing { server 127.0.0.1:${ports.failing} max_fails=0; server 127.0.0.1:${ports.origin} backup; keepalive 64; }
  server {
    listen 127.0.0.1:${ports.nginx};
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_cache site;
    proxy_cache_valid 200 1d;
    location / { proxy_pass http://healthy; }
    location /failover/ { proxy_next_upstream http_404 error timeout; proxy_pass http://failing; }
  }
  server {
    listen 127.0.0.1:${ports.origin};
    access_log off;
    location / { default_type text/html; return 200 "${"x".repeat(bodyBytes)}"; }
  }
  server {
    listen 127.0.0.1:${ports.failing};
    access_log off;
    location / { return 404; }
  }
}
`;
}

/** Paths for wrk; the argument after \`--\` keeps the unique URLs of one round apart from the next. */
export function wrkScript(work: Work): string {
  const path = work === "hit" ? `"/hit/" .. (count % 1000)` : `"/${work}/" .. round .. "/" .. count`;
  return `
local count, round = 0, 0
function init(args) round = args[1] or 0 end
function request()
  count = count + 1
  return wrk.format("GET", ${path})
end
`;
}
