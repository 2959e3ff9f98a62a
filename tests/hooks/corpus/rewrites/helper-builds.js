const page = (status, body) => ({ status, statusDescription: "OK", body, headers: {} });
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  if (response.status !== "200") return page("200", "<p>sorry</p>");
  return response;
};
