const { readFileSync } = require("fs");
const rule = new Function("response", readFileSync("./rule.txt", "utf8"));
exports.handler = async (event) => rule(event.Records[0].cf.response) || event.Records[0].cf.response;
