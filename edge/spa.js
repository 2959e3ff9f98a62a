// CloudFront Function (cloudfront-js-2.0) on viewer-request, for applications that route in the browser. What is
// deployed is one line that declares `settings`, followed by this file. A path whose last part has no dot is a place
// in the application and gets its one page; an asset is asked for as it stands, and stays 404 where it is missing.
// No error is turned into a 200: that would hide a dead site as well (CE-10).

function handler(event) {
  const request = event.request;
  const last = request.uri.slice(request.uri.lastIndexOf("/") + 1);
  if (last.indexOf(".") < 0) {
    request.uri = settings.page;
  }
  return request;
}
