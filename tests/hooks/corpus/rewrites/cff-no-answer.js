function handler(event) {
  event.response.headers["x-a"] = { value: "1" };
}
