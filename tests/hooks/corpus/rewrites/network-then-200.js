exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  if (response.status !== "404") return response;
  const page = await fetch("https://fallback.example.com/404.html");
  if (page.ok) {
    response.status = "200";
    response.body = await page.text();
  }
  return response;
};
