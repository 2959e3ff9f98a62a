import cf from "cloudfront";
const store = cf.kvs();
async function handler(event) {
  const response = event.response;
  try {
    response.headers["x-release"] = { value: await store.get("release") };
  } catch (error) {
    response.headers["x-release"] = { value: "unknown" };
  }
  return response;
}
