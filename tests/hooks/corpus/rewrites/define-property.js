exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (response.status.startsWith("5")) {
    Object.defineProperty(response, "status", { value: "200", enumerable: true, configurable: true, writable: true });
  }
  return response;
};
