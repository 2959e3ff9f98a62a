exports.handler = (event, context, callback) => {
  var response = event.Records[0].cf.response;
  response.headers["strict-transport-security"] = [{ key: "Strict-Transport-Security", value: "max-age=63072000" }];
  response.status = 200;
  callback(null, response);
};
