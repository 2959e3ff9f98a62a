function handler(event) {
  if (event.response.statusCode === 200 && event.request.uri === "/old") {
    return { statusCode: 301, statusDescription: "Moved Permanently", headers: { location: { value: "/new" } } };
  }
  return event.response;
}
