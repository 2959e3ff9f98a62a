function handler(event) {
  var response = event.response;
  return {
    statusCode: response.statusCode,
    statusDescription: response.statusDescription,
    headers: Object.assign({}, response.headers, { "x-a": { value: "1" } }),
    cookies: response.cookies,
  };
}
