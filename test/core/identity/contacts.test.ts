import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalEmail, normalPhone } from "../../../worker/core/identity/index.ts";

describe("an e-mail address", () => {
  it("is the same in any case and with blanks around it", () => {
    expect(normalEmail("  Anna@Shop.EXAMPLE ")).toBe("anna@shop.example");
  });

  it.each([
    "",
    "anna",
    "anna@shop",
    "a b@shop.example",
    "a@b@c.example",
    `${"x".repeat(250)}@a.example`,
  ])("is not %j", (told) => {
    expect(normalEmail(told)).toBeNull();
  });
});

describe("a phone number", () => {
  it.each([
    ["+81 90-1234-5678", "+819012345678"],
    ["0081 (90) 1234 5678", "+819012345678"],
    ["tel:+44 (0)20 7946 0958", "+442079460958"],
    ["090-1234-5678", "09012345678"],
  ])("%j is %j", (told, normal) => {
    expect(normalPhone(told)).toBe(normal);
  });

  it.each(["", "12", "+1", "call me", "1234567890123456"])("is not %j", (told) => {
    expect(normalPhone(told)).toBeNull();
  });

  it("stays as it is when it is written down twice", () => {
    fc.assert(
      fc.property(fc.string(), (told) => {
        const once = normalPhone(told);
        if (once !== null) expect(normalPhone(once)).toBe(once);
      }),
    );
  });
});
