const rule = (from, to) => (response) => {
  if (response.status === from) response.status = to;
  return response;
};
const rules = [rule("403", "404"), rule("503", "200")];
exports.handler = async (event) => rules.reduce((response, one) => one(response), event.Records[0].cf.response);
