exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  if (Math.random() < 0.01) response.status = "500";
  return response;
};
