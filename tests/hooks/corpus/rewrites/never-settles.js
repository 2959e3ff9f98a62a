exports.handler = (event, context, callback) => {
  const response = event.Records[0].cf.response;
  if (response.status === "304") return;
  callback(null, response);
};
