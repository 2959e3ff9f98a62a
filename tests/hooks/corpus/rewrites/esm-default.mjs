export default async function (event) {
  const { response } = event.Records[0].cf;
  response.status = response.status === "500" ? "503" : response.status;
  return response;
}
