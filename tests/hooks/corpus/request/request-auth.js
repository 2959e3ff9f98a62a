exports.handler = (event, context, callback) => {
  const request = event.Records[0].cf.request;
  const auth = request.headers.authorization;
  if (!auth || auth[0].value !== "Basic ZXhhbXBsZTpleGFtcGxl") {
    const response = { status: "401", statusDescription: "Unauthorized", body: "no", headers: {} };
    response.status = "401";
    callback(null, response);
    return;
  }
  callback(null, request);
};
