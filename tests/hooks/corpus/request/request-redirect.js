exports.handler = async (event) => {
  const request = event.Records[0].cf.request;
  if (request.uri === "/old") {
    return { status: "301", statusDescription: "Moved", headers: { location: [{ key: "Location", value: "/new" }] } };
  }
  return request;
};
