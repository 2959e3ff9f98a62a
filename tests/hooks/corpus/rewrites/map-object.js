const replaced = new Map([["404", ["200", "OK"]]]);
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  const found = replaced.get(response.status);
  if (found) [response.status, response.statusDescription] = found;
  return response;
};
