"use strict";

// What not to do: a friendly page instead of an error. CloudFront decides about failover after this has run (LE-4), so it
// never asks the replica again.
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  if (Number(response.status) >= 400) {
    response.status = "200";
    response.statusDescription = "OK";
    response.body = "We will be back soon.";
  }
  response.headers["content-security-policy"] = [{ key: "Content-Security-Policy", value: "default-src 'self'" }];
  return response;
};
