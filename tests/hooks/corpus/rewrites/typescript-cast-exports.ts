import type { Callback, CloudFrontResponseEvent, Handler } from "aws-lambda";

(exports.handler as Handler) = (event: CloudFrontResponseEvent, _context: unknown, callback: Callback) => {
  const { response } = event.Records[0]!.cf;
  if (Number(response.status) === 403) response.status = "404";
  callback(null, response);
};
