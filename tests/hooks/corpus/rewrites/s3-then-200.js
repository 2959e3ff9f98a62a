const { S3Client, GetObjectCommand } = require("@aws-sdk/client-s3");
const s3 = new S3Client({ region: "us-east-1" });
exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  if (response.status !== "403") return response;
  try {
    const object = await s3.send(new GetObjectCommand({ Bucket: "pages", Key: "404.html" }));
    const body = await object.Body.transformToString();
    return { status: "404", statusDescription: "Not Found", headers: response.headers, body };
  } catch (error) {
    return response;
  }
};
