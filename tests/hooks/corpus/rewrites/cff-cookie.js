function handler(event) {
  var cookies = event.request.cookies;
  if (cookies.gone && cookies.gone.value === "1") event.response.statusCode = 410;
  return event.response;
}
