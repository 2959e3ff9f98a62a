function handler(event) {
  var response = event.response;
  if (response.statusCode === 404) {
    response.statusCode = 200;
    response.statusDescription = "OK";
  }
  return response;
}
