function set(response, name, value) {
  response.headers[name.toLowerCase()] = [{ key: name, value }];
}
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  set(response, "X-Frame-Options", "DENY");
  set(response, "Permissions-Policy", "camera=()");
  return response;
};
