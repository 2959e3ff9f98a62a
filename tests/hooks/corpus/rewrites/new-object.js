exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  if (Number(response.status) < 400) return response;
  return {
    status: "200",
    statusDescription: "OK",
    headers: { "content-type": [{ key: "Content-Type", value: "text/html" }] },
    body: "<h1>We will be back</h1>",
  };
};
