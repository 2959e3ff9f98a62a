// CloudFront Function (cloudfront-js-2.0) on viewer-response. What is deployed is one line that declares `settings`,
// followed by this file. The runtime knows ES5.1 with const, let, arrow functions and templates: no destructuring,
// spread, for-of or optional chaining (CF-10). The status is never touched: it runs after failover and could mask it.

// "/" is the default root object; S3 reads escapes, and "+" as a space, so all spellings of a page get its own policy.
function pageOf(uri) {
  let page = uri;
  try {
    page = decodeURIComponent(uri.replace(/\+/g, " "));
  } catch (error) {
    page = uri;
  }
  return page === "/" ? settings.rootPage : page;
}

function handler(event) {
  const response = event.response;
  const names = Object.keys(settings.headers);
  for (let index = 0; index < names.length; index += 1) {
    response.headers[names[index]] = { value: settings.headers[names[index]] };
  }
  const page = pageOf(event.request.uri);
  if (Object.prototype.hasOwnProperty.call(settings.pages, page)) {
    response.headers["content-security-policy"] = { value: settings.pages[page] };
  }
  return response;
}
