import type { CloudFrontResponseEvent } from "aws-lambda";
import { createHash } from "node:crypto";

exports.handler = async (event: CloudFrontResponseEvent) => {
  const { response } = event.Records[0]!.cf;
  response.headers["x-day"] = [{ key: "X-Day", value: createHash("md5").update("day").digest("hex") }];
  return response;
};
