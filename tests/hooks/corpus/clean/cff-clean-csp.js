var policies = { "/admin": "default-src 'none'", "/": "default-src 'self'" };
function handler(event) {
  var uri = event.request.uri;
  var keys = Object.keys(policies).sort(function (a, b) { return b.length - a.length; });
  for (var i = 0; i < keys.length; i++) {
    if (uri.startsWith(keys[i])) {
      event.response.headers["content-security-policy"] = { value: policies[keys[i]] };
      break;
    }
  }
  return event.response;
}
