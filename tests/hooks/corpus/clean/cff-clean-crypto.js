const crypto = require("crypto");
function handler(event) {
  const response = event.response;
  response.headers["x-id"] = { value: crypto.createHash("sha256").update(event.context.requestId).digest("hex") };
  return response;
}
