import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { openApi } from "../../../worker/wire/api/document.ts";
import { contentOf, OPERATIONS, problemsOf } from "../../../worker/wire/api/index.ts";
import { PROBLEM_WORDS } from "../../../worker/wire/api/words.ts";

const document = JSON.parse(JSON.stringify(openApi("1.2.3"))) as ReturnType<typeof openApi>;

/** Everything that is referred to anywhere in the document. */
function refsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === "$ref" ? [part as string] : refsIn(part),
  );
}

describe("the OpenAPI document", () => {
  it("is what the public validator takes", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(validator.version).toBe("3.1");
  });

  it("refers only to schemas that are in it, and has none that nobody refers to", () => {
    const names = new Set(refsIn(document).map((ref) => ref.replace("#/components/schemas/", "")));
    expect([...names].toSorted()).toEqual(Object.keys(document.components.schemas).toSorted());
  });

  it("names each operation once, and each with an example that its schemas take", () => {
    const ids = OPERATIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, params = {}, query, body, examples } of OPERATIONS)
      for (const example of examples) {
        const said = { params: example.params ?? {}, query: example.query ?? {} };
        expect(Object.keys(said.params), id).toEqual(Object.keys(params));
        expect(Object.keys(query?.shape ?? {}), id).toEqual(
          expect.arrayContaining(Object.keys(said.query)),
        );
        if (body === undefined) expect(example.body, id).toBeUndefined();
        else if (body instanceof z.ZodType)
          expect(body.safeParse(example.body).error, id).toBeUndefined();
      }
  });

  it("has words for whatever an operation may answer", () => {
    for (const operation of OPERATIONS) {
      for (const status of problemsOf(operation))
        expect(PROBLEM_WORDS[status]).toBeTypeOf("string");
      for (const reply of Object.values(operation.replies)) expect(contentOf(reply)).toBeDefined();
      expect(operation.summary).not.toMatch(/\.$/);
    }
  });

  it("tells a secret key's scope, and what differs between what is sent and what is answered", () => {
    const { paths, components } = document;
    expect(paths["/v1/keys"]!["post"]).toMatchObject({ security: [{ secretKey: ["admin"] }] });
    expect(components.schemas["SettingsInput"]).not.toHaveProperty("required");
    expect(components.schemas["Settings"]).toHaveProperty("required");
  });
});
