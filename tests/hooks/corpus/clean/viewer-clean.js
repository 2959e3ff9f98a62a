exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (response.status === "200") response.headers["x-ok"] = [{ key: "X-OK", value: "1" }];
  return response;
};
