import { errorPageCodes } from "../../aws/errorPageCodes";
import type { CustomErrorResponse } from "./distributionConfig";
import { refuse } from "./refuse";

/** Checks one custom error response (CE-2, CE-3). */
export function validateErrorResponse(response: CustomErrorResponse, place: string): void {
  const { ErrorCode, ErrorCachingMinTTL } = response;
  if (!errorPageCodes.includes(ErrorCode)) {
    refuse(
      "InvalidErrorCode",
      `ErrorCode must be one of ${errorPageCodes.join(", ")}, got ${ErrorCode}`,
      `${place}.ErrorCode`,
    );
  }
  // The API prints "" for an absent one.
  const page = response.ResponsePagePath ?? "";
  const code = response.ResponseCode ?? "";
  if ((page === "") !== (code === "")) {
    refuse(
      "InvalidArgument",
      `ResponsePagePath and ResponseCode must be given together, got ${page === "" ? "no page" : page} and ${code === "" ? "no code" : code}`,
      place,
    );
  }
  if (page !== "" && !page.startsWith("/")) {
    refuse("InvalidArgument", `ResponsePagePath must start with /, got ${page}`, `${place}.ResponsePagePath`);
  }
  if (code !== "" && ![200, ...errorPageCodes].map(String).includes(code)) {
    refuse(
      "InvalidResponseCode",
      `ResponseCode must be 200 or one of ${errorPageCodes.join(", ")}, got ${code}`,
      `${place}.ResponseCode`,
    );
  }
  if (ErrorCachingMinTTL !== undefined && !(ErrorCachingMinTTL >= 0)) {
    refuse(
      "InvalidArgument",
      `ErrorCachingMinTTL must be 0 or more seconds, got ${ErrorCachingMinTTL}`,
      `${place}.ErrorCachingMinTTL`,
    );
  }
}
