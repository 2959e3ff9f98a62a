const KEYS = { code: "status", text: "statusDescription" };
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (response[KEYS.code] > 499) {
    response[KEYS.code] = "200";
    response[KEYS.text] = "OK";
  }
  return response;
};
