class Headers {
  constructor(response) {
    this.response = response;
  }
  set(name, value) {
    this.response.headers[name.toLowerCase()] = [{ key: name, value }];
    return this;
  }
}
exports.handler = async (event) => new Headers(event.Records[0].cf.response).set("X-A", "1").set("X-B", "2").response;
