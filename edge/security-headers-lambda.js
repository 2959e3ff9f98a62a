// Lambda@Edge on origin-response, for both members of the origin group. What is deployed is one line that declares
// `settings`, followed by this file. The status is never touched: failover is decided on what this returns (LE-4).
// Runtimes from Node.js 24 on take async handlers only (LE-22).

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

exports.handler = async (event) => {
  const cf = event.Records[0].cf;
  const response = cf.response;
  const names = Object.keys(settings.headers);
  for (let index = 0; index < names.length; index += 1) {
    response.headers[names[index]] = [{ key: names[index], value: settings.headers[names[index]] }];
  }
  const page = pageOf(cf.request.uri);
  // An error keeps the site's policy: it is not the page.
  if (Number(response.status) < 400 && Object.prototype.hasOwnProperty.call(settings.pages, page)) {
    response.headers["content-security-policy"] = [{ key: "content-security-policy", value: settings.pages[page] }];
  }
  return response;
};
