const steps = [
  (response) => void (response.headers["x-a"] = [{ value: "1" }]),
  (response) => void (response.headers["x-b"] = [{ value: "2" }]),
];
const wrap = (base) => async (event) => {
  const response = await base(event);
  for (const step of steps) step(response);
  return response;
};
exports.handler = wrap(async (event) => event.Records[0].cf.response);
