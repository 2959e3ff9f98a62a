import cf from "cloudfront";
async function handler(event) {
  const response = event.response;
  if (response.statusCode === 302) response.statusCode = 307;
  return response;
}
