const https = require("https");
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  if (response.status === "404") {
    await new Promise((resolve) => {
      const request = https.request("https://log.example.com/", { method: "POST", timeout: 200 }, resolve);
      request.on("error", resolve);
      request.on("timeout", resolve);
      request.end("missing");
    });
  }
  return response;
};
