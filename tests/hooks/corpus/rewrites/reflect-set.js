exports.handler = async (event) => {
  const response = Reflect.get(event.Records[0].cf, "response");
  if (response.status === "403") Reflect.set(response, "status", "404");
  return response;
};
