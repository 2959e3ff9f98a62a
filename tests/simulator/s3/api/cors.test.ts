import { expect } from "chai";
import { textOf } from "../support";
import { alt, anonymous, client, codeOf, elementOf, header } from "./support";

const element = (name: string, texts: readonly string[]): string =>
  texts.map((text) => `<${name}>${text}</${name}>`).join("");
const rule = (origins: readonly string[], methods: readonly string[], more = ""): string =>
  `<CORSRule>${element("AllowedMethod", methods)}${element("AllowedOrigin", origins)}${more}</CORSRule>`;
const configuration = (...rules: readonly string[]): string =>
  `<CORSConfiguration>${rules.join("")}</CORSConfiguration>`;

describe("CORS over S3's REST API", () => {
  it("is put, told as it was put, and taken away", async () => {
    const { send } = client();
    expect(codeOf(await send("GET site?cors"))).to.equal("404 NoSuchCORSConfiguration");
    const more =
      "<ID>one</ID><AllowedHeader>*</AllowedHeader><ExposeHeader>etag</ExposeHeader><MaxAgeSeconds>5</MaxAgeSeconds>";
    const body = configuration(
      rule(["https://*.example.com", "https://b"], ["GET", "PUT"], more),
      rule(["*"], ["HEAD"]),
    );
    expect((await send("PUT site?cors", { body })).status).to.equal(200);
    const told = await send("GET site?cors");
    expect(elementOf(told, "AllowedOrigin")).to.deep.equal(["https://*.example.com", "https://b", "*"]);
    expect(elementOf(told, "AllowedMethod")).to.deep.equal(["GET", "PUT", "HEAD"]);
    for (const [name, text] of [
      ["ID", "one"],
      ["AllowedHeader", "*"],
      ["ExposeHeader", "etag"],
      ["MaxAgeSeconds", "5"],
    ] as const) {
      expect(elementOf(told, name)).to.deep.equal([text]);
    }
    expect((await send("DELETE site?cors")).status).to.equal(204);
    expect(codeOf(await send("GET site?cors"))).to.equal("404 NoSuchCORSConfiguration");
  });

  const refused: readonly (readonly [what: string, body: string, code: string])[] = [
    ["no rule", configuration(), "400 MalformedXML"],
    ["101 rules", configuration(...Array.from({ length: 101 }, () => rule(["*"], ["GET"]))), "400 MalformedXML"],
    ["no origin", configuration(rule([], ["GET"])), "400 MalformedXML"],
    ["no method", configuration(rule(["*"], [])), "400 MalformedXML"],
    ["a method that pages cannot have", configuration(rule(["*"], ["PATCH"])), "400 InvalidRequest"],
    ["two wildcards in an origin", configuration(rule(["*.*"], ["GET"])), "400 InvalidRequest"],
    [
      "two wildcards in a header",
      configuration(rule(["*"], ["GET"], element("AllowedHeader", ["**"]))),
      "400 InvalidRequest",
    ],
    ["a wildcard to expose", configuration(rule(["*"], ["GET"], element("ExposeHeader", ["*"]))), "400 InvalidRequest"],
    ["an age that is none", configuration(rule(["*"], ["GET"], element("MaxAgeSeconds", ["-1"]))), "400 MalformedXML"],
  ];
  for (const [what, body, code] of refused) {
    it(`is refused with ${what}: ${code}, and nothing changes`, async () => {
      const { send } = client();
      await send("PUT site?cors", { body: configuration(rule(["https://a"], ["GET"])) });
      expect(codeOf(await send("PUT site?cors", { body }))).to.equal(code);
      expect(elementOf(await send("GET site?cors"), "AllowedOrigin")).to.deep.equal(["https://a"]);
    });
  }

  it("answers a preflight whoever asks (HD-83), and adds to an answer and to a refusal (HD-84)", async () => {
    const { send } = client();
    await send("PUT site?cors", { body: configuration(rule(["https://a"], ["GET"])) });
    const headers = { origin: "https://a", "access-control-request-method": "GET" };
    const granted = await send("OPTIONS site/k", { headers, caller: anonymous });
    expect([granted.status, header(granted, "access-control-allow-origin")]).to.deep.equal([200, "https://a"]);
    for (const caller of [anonymous, alt]) {
      const denied = await send("GET site/k", { headers: { origin: "https://a" }, caller });
      expect([denied.status, header(denied, "access-control-allow-origin")]).to.deep.equal([403, "https://a"]);
    }
    await send("PUT site/k");
    const read = await send("GET site/k", { headers: { origin: "https://a" } });
    expect([read.status, header(read, "access-control-allow-methods")]).to.deep.equal([200, "GET"]);
    const foreign = await send("GET site/k", { headers: { origin: "https://b" } });
    expect([foreign.status, header(foreign, "access-control-allow-origin")]).to.deep.equal([200, undefined]);
  });

  it("is not granted by a bucket without rules, nor by one that is not there (HD-82)", async () => {
    const { send } = client();
    const headers = { origin: "https://a", "access-control-request-method": "GET" };
    expect(textOf((await send("OPTIONS site/k", { headers })).body)).to.contain("CORS is not enabled");
    expect(textOf((await send("OPTIONS none/k", { headers })).body)).to.contain("Bucket not found");
    expect(codeOf(await send("OPTIONS site/k"))).to.equal("400 BadRequest");
  });
});
