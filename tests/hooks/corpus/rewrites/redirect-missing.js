exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  if (response.status === "404") {
    return {
      status: "302",
      statusDescription: "Found",
      headers: { location: [{ key: "Location", value: "/not-found?from=" + encodeURIComponent(request.uri) }] },
    };
  }
  return response;
};
