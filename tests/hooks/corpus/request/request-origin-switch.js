exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const country = request.headers["cloudfront-viewer-country"]?.[0]?.value;
  if (country === "DE") request.origin.s3.domainName = "eu-bucket.s3.eu-central-1.amazonaws.com";
  request.headers.host = [{ key: "Host", value: request.origin.s3.domainName }];
  return request;
};
