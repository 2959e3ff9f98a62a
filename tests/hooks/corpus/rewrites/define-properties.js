exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (response.status === "504")
    Object.defineProperties(response, { status: { value: "200", enumerable: true }, statusDescription: { value: "OK", enumerable: true } });
  return response;
};
