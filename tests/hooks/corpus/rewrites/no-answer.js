exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  response.headers["x-frame-options"] = [{ key: "X-Frame-Options", value: "DENY" }];
};
