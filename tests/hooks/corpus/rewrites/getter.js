exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  const original = response.status;
  return {
    headers: response.headers,
    get status() {
      return original === "503" ? "200" : original;
    },
  };
};
