function handler(event) {
  var request = event.request;
  if (request.headers.host && request.headers.host.value.startsWith("www.")) {
    return { statusCode: 301, statusDescription: "Moved", headers: { location: { value: "https://example.com" + request.uri } } };
  }
  return request;
}
