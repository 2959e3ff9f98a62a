exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const domain = (request.origin.s3 || request.origin.custom).domainName;
  response.headers["x-served-by"] = [{ key: "X-Served-By", value: domain.split(".")[2] }];
  return response;
};
