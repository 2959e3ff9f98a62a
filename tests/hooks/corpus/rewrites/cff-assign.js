function handler(event) {
  var response = event.response;
  if (response.headers["x-soft"]) Object.assign(response, { statusCode: 200 });
  return response;
}
