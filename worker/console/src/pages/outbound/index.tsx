import type { Route } from "../../route.ts";
import { AlertsView } from "./alerts.tsx";
import { DeliveriesView } from "./deliveries.tsx";
import { WebhooksView } from "./webhooks.tsx";

/** What the shop and its other systems are told: alerts, webhooks, and what became of each delivery. */
export function OutboundPage({ route }: { route: Route }) {
  return (
    <>
      <AlertsView />
      <WebhooksView />
      <DeliveriesView route={route} />
    </>
  );
}
