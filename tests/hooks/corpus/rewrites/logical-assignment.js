exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  const override = response.headers["x-status"]?.[0]?.value;
  override && (response.status = override);
  return response;
};
