exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const accept = (request.headers["accept-language"] || [{ value: "" }])[0].value;
  if (response.status === "404" && accept.indexOf("de") === 0) {
    response.status = "302";
    response.headers["location"] = [{ key: "Location", value: "/de" + request.uri }];
  }
  return response;
};
