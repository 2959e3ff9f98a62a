exports.handler = (event, context, callback) => {
  const response = event.Records[0].cf.response;
  if (response.status === "500") {
    callback(new Error("origin failed"));
    return;
  }
  callback(null, response);
};
