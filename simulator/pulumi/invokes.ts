import { CodedError } from "../../aws/codedError";
import { accountId } from "./resources/resourceType";
import type { Properties } from "./wire";

/** Answers the few calls that need no account; they are obviously made up. Throws `E_INVOKE` for any other. */
export function answerInvoke(token: string, args: Readonly<Properties>, region: string | undefined): Properties {
  switch (token) {
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return {
        id: accountId,
        accountId,
        arn: `arn:aws:iam::${accountId}:user/example`,
        userId: "AIDAEXAMPLEEXAMPLE000",
      };
    case "aws:index/getRegion:getRegion": {
      const asked = args["region"] ?? args["name"] ?? region ?? "us-east-1";
      const name = typeof asked === "string" ? asked : "us-east-1";
      return { id: name, name, region: name, description: name, endpoint: `ec2.${name}.amazonaws.com` };
    }
    case "aws:index/getPartition:getPartition":
      return { id: "aws", partition: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" };
    default:
      throw new CodedError(
        "E_INVOKE",
        `the program calls ${token}, which the embedded cloud does not answer; supply its result as configuration`,
      );
  }
}
