const https = require("https");
exports.handler = (event, context, callback) => {
  const response = event.Records[0].cf.response;
  const request = event.Records[0].cf.request;
  if (response.status !== "404") return callback(null, response);
  const host = request.headers.host[0].value;
  https.get("https://" + host + "/index.html", (res) => {
    let body = "";
    res.on("data", (chunk) => (body += chunk));
    res.on("end", () => {
      response.status = 200;
      response.body = body;
      callback(null, response);
    });
  }).on("error", () => callback(null, response));
};
