import type { AlertsReply } from "../../wire/alert.ts";
import { to } from "./route.ts";
import { ALERT_TITLES } from "./pages/outbound/alert-titles.ts";
import { useResource } from "./use-resource.ts";

const EVERY_MS = 5 * 60_000;

/** What is not as it should be, above every page; nothing while all is well. */
export function AlertBanner() {
  const { data } = useResource<AlertsReply>("/v1/alerts", EVERY_MS);
  const open = data?.alerts.filter(({ resolved }) => resolved === null) ?? [];
  if (open.length === 0) return null;
  const kinds = [...new Set(open.map(({ kind }) => ALERT_TITLES[kind]))];
  return (
    <p class="alert" role="status">
      <a href={to("outbound")}>{kinds.join(" · ")}</a>
    </p>
  );
}
