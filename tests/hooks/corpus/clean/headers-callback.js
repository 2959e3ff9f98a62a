"use strict";
exports.handler = (event, context, callback) => {
  const response = event.Records[0].cf.response;
  const headers = response.headers;
  headers["referrer-policy"] = [{ key: "Referrer-Policy", value: "same-origin" }];
  callback(null, response);
};
