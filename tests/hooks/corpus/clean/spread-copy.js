exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  return { ...response, headers: { ...response.headers, "x-a": [{ key: "X-A", value: "1" }] } };
};
