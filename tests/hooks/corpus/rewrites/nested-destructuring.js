exports.handler = async ({ Records: [{ cf: { request, response } }] }) => {
  if (response.status === "403" && request.uri.endsWith(".html")) response.status = "404";
  return response;
};
