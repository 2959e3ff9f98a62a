exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  try {
    await fetch("https://log.example.com/", { method: "POST", body: response.status });
  } catch {
    response.status = "500";
  }
  return response;
};
