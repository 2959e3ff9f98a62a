function handler(event) {
  var response = event.response;
  if (response.statusCode === 200) response.headers["cache-control"] = { value: "max-age=60" };
  return response;
}
