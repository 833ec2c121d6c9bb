import { ga4Item } from "../catalogue.ts";
import type { Product } from "../fixture.ts";
import { categoryPath } from "../paths.ts";
import type { Recorder } from "./recorder.ts";

/** The first page of a visit that does not begin on a product, and the click that leads on from it. */
export function land(recorder: Recorder, on: "home" | "category", towards: Product): void {
  if (on === "home") {
    recorder.openPage("/", "Lantern & Thistle");
    recorder.wait(4, 25);
    return;
  }
  browseList(recorder, [towards], towards);
}

/** A category page that shows `shown`, where `chosen` is clicked. */
export function browseList(recorder: Recorder, shown: readonly Product[], chosen: Product): void {
  recorder.openPage(categoryPath(chosen.product_type), chosen.product_type);
  const list = { item_list_name: chosen.product_type };
  recorder.commerce("view_item_list", shown.map(ga4Item), list);
  recorder.wait(6, 40);
  recorder.commerce("select_item", [ga4Item(chosen)], list);
}
