import { type ResourceTypes, text } from "./resourceType";

export const route53Types: ResourceTypes = {
  "aws:route53/record:Record": {
    create(inputs) {
      const name = text(inputs, "name").replace(/\.$/, "");
      const set = text(inputs, "setIdentifier");
      const id = [text(inputs, "zoneId"), name, text(inputs, "type"), ...(set === "" ? [] : [set])].join("_");
      return { id, outputs: { fqdn: name } };
    },
  },
  "aws:route53/zone:Zone": {
    create(inputs, { ids }) {
      const zoneId = `Z${ids.alphanumeric(20)}`;
      const nameServers = [1, 2, 3, 4].map((number) => `ns-${number}.awsdns-0${number}.example.net`);
      return {
        id: zoneId,
        outputs: {
          zoneId,
          arn: `arn:aws:route53:::hostedzone/${zoneId}`,
          name: text(inputs, "name").replace(/\.$/, ""),
          nameServers,
          primaryNameServer: nameServers[0],
        },
      };
    },
  },
};
