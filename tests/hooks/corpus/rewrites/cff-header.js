function handler(event) {
  var ua = event.request.headers["user-agent"];
  if (ua && ua.value.indexOf("curl/") === 0) event.response.statusCode = 406;
  return event.response;
}
