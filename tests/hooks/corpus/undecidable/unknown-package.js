const rewrite = require("@company/edge-rules");
exports.handler = async (event) => rewrite(event.Records[0].cf.response);
