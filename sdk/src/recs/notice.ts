import type { Notice } from "../../../worker/wire/decision.ts";
import { openRoot } from "./root.ts";
import { make } from "./make.ts";
import { renderCards } from "./cards.ts";

/** Shows the first of what the Worker has to tell, at the edge of the window, until it is closed. */
export function showNotices([notice]: Notice[]): void {
  if (!notice) return;
  const { id: receipt_id, text: heading, item } = notice;
  const host = make("div", "notice", { role: "status" });
  openRoot(host, ...renderCards("notice", { receipt_id, items: [item], heading, dismiss: "×" }));
  document.body.append(host);
}
