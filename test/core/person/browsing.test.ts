import { expect, it } from "vitest";
import { browsingOf } from "../../../worker/core/person/browsing.ts";
import { event, item, NOON } from "../event.ts";

const list = (time: number, ...categories: (string | null)[]) =>
  event("view_item_list", time, { items: categories.map((each, n) => item(`${n}`, 100, each)) });
const mugs = { category: "Kitchen > Mugs", time: NOON };

it("is the category of what was looked at last", () => {
  expect(browsingOf([], mugs)).toBe("category:Kitchen > Mugs");
  expect(browsingOf([], { category: null, time: NOON })).toBeNull();
  expect(browsingOf([], undefined)).toBeNull();
});

it("is what the items of a newer list have in common", () => {
  const lamps = list(NOON + 1, "Home > Lamps > Desk", "Home > Lamps");
  expect(browsingOf([lamps], undefined)).toBe("category:Home > Lamps");
  expect(browsingOf([lamps], mugs)).toBe("category:Home > Lamps");
  expect(browsingOf([lamps], { ...mugs, time: NOON + 2 })).toBe("category:Kitchen > Mugs");
});

it("is not told by a list of everything, or of what nobody has named", () => {
  expect(browsingOf([list(NOON + 1, "Home > Lamps", "Kitchen")], mugs)).toBe(
    "category:Kitchen > Mugs",
  );
  expect(browsingOf([list(NOON, "Home", null)], undefined)).toBeNull();
  expect(browsingOf([list(NOON)], undefined)).toBeNull();
});
