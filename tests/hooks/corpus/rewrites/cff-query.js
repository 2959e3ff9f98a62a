function handler(event) {
  var request = event.request;
  var response = event.response;
  if (request.querystring.force && request.querystring.force.value === "ok") response.statusCode = 200;
  return response;
}
