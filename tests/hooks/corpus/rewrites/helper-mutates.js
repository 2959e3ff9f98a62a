function ok(res) {
  res.status = "200";
  res.statusDescription = "OK";
  return res;
}
exports.handler = async (event) => {
  const response = event.Records[0].cf.response;
  return response.status === "404" ? ok(response) : response;
};
