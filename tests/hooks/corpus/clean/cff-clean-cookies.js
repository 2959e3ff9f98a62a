function handler(event) {
  var response = event.response;
  response.cookies.seen = { value: "1", attributes: "Secure; Path=/; Max-Age=60" };
  return response;
}
