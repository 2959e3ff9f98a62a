import type { CloudFrontResponseHandler } from "aws-lambda";

export default (async (event) => {
  const { response } = event.Records[0]!.cf;
  if (response.status.startsWith("5")) response.status = "200";
  return response;
}) satisfies CloudFrontResponseHandler;
