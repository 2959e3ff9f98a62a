exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  const { masked = (response.status = "200") } = response.status === "503" ? {} : { masked: false };
  void masked;
  return response;
};
