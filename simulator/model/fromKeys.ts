import { Fields, given } from "./fromFields";
import { policyDocumentOf } from "./fromPolicyDocument";
import type { Registration } from "./registration";
import type { KmsKey } from "./siteModel";

export const keyType = "aws:kms/key:Key";
export const keyPolicyType = "aws:kms/keyPolicy:KeyPolicy";

/** Every key with its policy, which a resource beside it may set. */
export function keysOf(registrations: readonly Registration[]): readonly KmsKey[] {
  return registrations
    .filter(({ type }) => type === keyType)
    .map(({ name, outputs }) => {
      const fields = new Fields(outputs, name);
      const [arn, keyId] = [fields.text("arn"), fields.text("keyId")];
      const side = registrations.find(
        (one) => one.type === keyPolicyType && [arn, keyId].includes(String(one.outputs["keyId"])),
      );
      const policy = side === undefined ? fields : new Fields(side.outputs, side.name);
      const text = policy.optionalText("policy");
      return {
        arn,
        keyId,
        region: fields.text("region"),
        ...given("policy", text === undefined ? undefined : policyDocumentOf(text, `${policy.path}.policy`)),
      };
    });
}

/** The ARN of the key that a bucket or rule names by its ARN or its id; a name that is not known stays as it is. */
export function keyArnOf(keys: readonly KmsKey[], name: string): string {
  return keys.find(({ arn, keyId }) => name === arn || name === keyId)?.arn ?? name;
}
