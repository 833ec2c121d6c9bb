import { describe, expect, it } from "vitest";
import { files, importsOf } from "./sources.ts";

const isDocument = (file: string) =>
  /^worker\/wire\/(api|reports)\/|wire\/model-card\.ts$/.test(file);

describe("the API's document", () => {
  it("is made when the product is built: nothing of it is in the Worker", () => {
    const taken = files("worker")
      .filter((file) => !isDocument(file))
      .flatMap(importsOf)
      .filter(({ to, typeOnly }) => isDocument(to) && !typeOnly);
    expect(taken).toEqual([]);
  });
});

describe("the client for servers", () => {
  it("imports nothing but itself", () => {
    const strange = files("sdk/server")
      .flatMap(importsOf)
      .filter(({ to }) => !to.startsWith("sdk/server/"));
    expect(strange).toEqual([]);
  });
});
