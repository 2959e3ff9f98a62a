import cf from "cloudfront";
const store = cf.kvs("redirects");
async function handler(event) {
  const request = event.request;
  const response = { statusCode: 302, headers: {} };
  try {
    response.headers.location = { value: await store.get(request.uri) };
    response.statusCode = 301;
    return response;
  } catch (error) {
    return request;
  }
}
