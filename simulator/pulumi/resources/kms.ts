import { accountId, type ResourceTypes, text } from "./resourceType";

export const kmsTypes: ResourceTypes = {
  "aws:kms/key:Key": {
    create(inputs, { region, ids }) {
      const keyId = ids.uuid();
      const arn = `arn:aws:kms:${region}:${accountId}:key/${keyId}`;
      const keyUsage = text(inputs, "keyUsage");
      return { id: keyId, outputs: { arn, keyId, region, keyUsage: keyUsage === "" ? "ENCRYPT_DECRYPT" : keyUsage } };
    },
  },
  // The key's id is its own: it has none besides.
  "aws:kms/keyPolicy:KeyPolicy": {
    create: (inputs, { region }) => ({ id: text(inputs, "keyId"), outputs: { region } }),
  },
};
