exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  const code = Math.floor(Number(response.status) / 100);
  if (code === 5) response.status = "500";
  return response;
};
