interface Header {
  key?: string;
  value: string;
}
export const handler = async (event: { Records: { cf: { response: { headers: Record<string, Header[]> } } }[] }) => {
  const response = event.Records[0]!.cf.response;
  response.headers["x-typed"] = [{ key: "X-Typed", value: "1" } satisfies Header];
  return response;
};
