// CloudFront Function (cloudfront-js-2.0) on viewer-request. What is deployed is one line that declares `settings`,
// followed by this file. A request to one of the hosts is answered with a redirect to the site's own name, path and
// query kept. It is answered at the edge, so that no region need be up for it.

// A name is what the viewer sent, nothing decoded; several values of one name are all kept.
function pairsOf(querystring) {
  const pairs = [];
  const names = Object.keys(querystring);
  for (let index = 0; index < names.length; index += 1) {
    const entry = querystring[names[index]];
    const values = entry.multiValue || [entry];
    for (let at = 0; at < values.length; at += 1) {
      pairs.push(values[at].value === "" ? names[index] : names[index] + "=" + values[at].value);
    }
  }
  return pairs;
}

// The default root object has been put in the place of "/" before any function runs (PL-4).
function handler(event) {
  const request = event.request;
  const header = request.headers.host;
  const host = header === undefined ? "" : header.value.toLowerCase().replace(/:\d+$/, "");
  if (settings.hosts.indexOf(host) < 0) {
    return request;
  }
  const pairs = pairsOf(request.querystring);
  const path = request.uri === settings.rootPage ? "/" : request.uri;
  const query = pairs.length === 0 ? "" : "?" + pairs.join("&");
  return {
    statusCode: 301,
    statusDescription: "Moved Permanently",
    headers: { location: { value: "https://" + settings.target + path + query } },
  };
}
