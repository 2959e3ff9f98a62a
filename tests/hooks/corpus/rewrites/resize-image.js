const AWS = require("aws-sdk");
const Sharp = require("sharp");
const S3 = new AWS.S3({ signatureVersion: "v4" });
exports.handler = (event, context, callback) => {
  let response = event.Records[0].cf.response;
  if (response.status == 404) {
    S3.getObject({ Bucket: "images", Key: "original.jpg" })
      .promise()
      .then((data) => Sharp(data.Body).resize(100, 100).toBuffer())
      .then((buffer) => {
        response.status = 200;
        response.body = buffer.toString("base64");
        response.bodyEncoding = "base64";
        callback(null, response);
      })
      .catch(() => callback(null, response));
  } else {
    callback(null, response);
  }
};
