const pipe = (...steps) => (value) => steps.reduce((result, step) => step(result), value);
const secure = (response) => ({ ...response, headers: { ...response.headers, "x-a": [{ value: "1" }] } });
const soften = (response) => (response.status[0] === "5" ? { ...response, status: "200" } : response);
exports.handler = async (event) => pipe(secure, soften)(event.Records[0].cf.response);
