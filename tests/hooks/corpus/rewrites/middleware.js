const middy = (base) => {
  const after = [];
  const run = async (event, context) => {
    const request = { event, context, response: await base(event, context) };
    for (const step of after) await step(request);
    return request.response;
  };
  run.after = (step) => {
    after.push(step);
    return run;
  };
  return run;
};
const mask = async (request) => {
  if (/^5/.test(request.response.status)) request.response.status = "200";
};
exports.handler = middy(async (event) => event.Records[0].cf.response).after(mask);
