exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  const code = await (await fetch("https://rules.example.com/rule.js")).text();
  eval(code);
  return response;
};
