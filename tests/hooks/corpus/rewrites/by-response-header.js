exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  const location = response.headers["x-amz-website-redirect-location"];
  if (location) {
    response.status = "301";
    response.headers.location = [{ key: "Location", value: location[0].value }];
  }
  return response;
};
