function soften(response) {
  if (response.statusCode > 299 && response.statusCode < 304) response.statusCode = 200;
  return response;
}
function handler(event) {
  return soften(event.response);
}
