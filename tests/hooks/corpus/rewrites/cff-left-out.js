function handler(event) {
  return { headers: event.response.headers };
}
