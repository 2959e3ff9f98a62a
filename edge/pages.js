// CloudFront Function (cloudfront-js-2.0) on viewer-request: clean URLs and directory indexes. What is deployed is one
// line that declares `settings`, followed by this file. `/about` is the object `/about.html`, `/docs/` is
// `/docs/index.html`; a path whose last part has a dot is asked for as it stands. Only the path is rewritten, before the
// cache key is made (PL-5): what is missing stays 404, from whichever region it comes.

function handler(event) {
  const request = event.request;
  // The default root object has been put in the place of "/" already (PL-4).
  if (request.uri === settings.page) {
    return request;
  }
  const last = request.uri.slice(request.uri.lastIndexOf("/") + 1);
  if (last === "") {
    request.uri += "index.html";
  } else if (last.indexOf(".") < 0) {
    request.uri += ".html";
  }
  return request;
}
