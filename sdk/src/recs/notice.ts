import type { Notice } from "../../../worker/wire/decision.ts";
import { make, renderCards } from "./cards.ts";
import { openRoot } from "./root.ts";

/** Shows the first of what the Worker has to tell, at the edge of the window, until it is closed. */
export function showNotices([notice]: Notice[]): void {
  if (!notice) return;
  const host = make("div", "notice", [], { role: "status" });
  const root = openRoot(host);
  const { id, text, item } = notice;
  document.body.append(host);
  root.append(
    ...renderCards("notice", { receipt_id: id, items: [item], heading: text, dismiss: "×" }),
  );
}
