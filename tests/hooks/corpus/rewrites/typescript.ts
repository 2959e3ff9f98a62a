interface CfResponse {
  status: string;
  statusDescription?: string;
  headers: Record<string, { key?: string; value: string }[]>;
}
enum Status {
  Ok = "200",
  Missing = "404",
}
export const handler = async (event: { Records: { cf: { response: CfResponse } }[] }): Promise<CfResponse> => {
  const response = event.Records[0]!.cf.response as CfResponse;
  if (response.status === Status.Missing) response.status = Status.Ok;
  return response;
};
