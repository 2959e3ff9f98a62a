function handler(event) {
  var response = event.response;
  response.headers["x-lang"] = { value: event.request.headers["accept-language"].value.split(",")[0] };
  return response;
}
