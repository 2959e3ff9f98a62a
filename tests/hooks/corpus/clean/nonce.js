const crypto = require("crypto");
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  const nonce = crypto.randomBytes(16).toString("base64");
  response.headers["content-security-policy"] = [{ key: "Content-Security-Policy", value: `script-src 'nonce-${nonce}'` }];
  return response;
};
