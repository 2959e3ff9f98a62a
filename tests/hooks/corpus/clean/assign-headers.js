const security = {
  "x-frame-options": [{ key: "X-Frame-Options", value: "DENY" }],
  "referrer-policy": [{ key: "Referrer-Policy", value: "no-referrer" }],
};
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  Object.assign(response.headers, security);
  return response;
};
