exports.handler = async (event) => {
  const { headers } = event.Records[0].cf.response;
  headers["x-frame-options"] = [{ key: "X-Frame-Options", value: "DENY" }];
  return { headers };
};
