import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { customerOf, customerRef } from "../../../worker/core/customer/index.ts";

describe("the ref of a customer", () => {
  it("is the id itself where ids are made of it, and else has each byte escaped", () => {
    expect(customerRef("17850")).toBe("c/17850");
    expect(customerRef(" Ann.Lee@Example.COM ")).toBe("c/ann.lee~40example.com");
    expect(customerRef("a/b~c")).toBe("c/a~2fb~7ec");
    expect(customerRef("ゆき")).toBe("c/~e3~82~86~e3~81~8d");
  });

  it("is none for what names nobody", () => {
    for (const id of ["", " ", "guest", "UNDEFINED", "0", "x".repeat(201)])
      expect(customerRef(id)).toBeNull();
    expect(customerOf("some-visitor")).toBeNull();
  });

  it("differs wherever ids differ, and tells the id again", () => {
    const id = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(id, (told) => {
        const ref = customerRef(told);
        if (ref === null || /^[^\s@]+@[^\s@]+$/.test(told.trim())) return;
        expect(ref).toMatch(/^c\/[A-Za-z0-9_.:~-]+$/);
        expect(customerOf(ref)).toBe(told.trim().normalize("NFC"));
      }),
    );
  });
});
