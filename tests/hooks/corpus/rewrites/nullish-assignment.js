const defaults = {};
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (response.status === "404") {
    defaults.status ??= "200";
    Object.assign(response, defaults);
  }
  return response;
};
