import { to } from "../route.ts";
import { Empty } from "./states.tsx";

/** Where a page needs more of the shop's past orders than there are. */
export function NoOrders({ what, needs }: { what: string; needs?: string }) {
  return (
    <Empty title={what}>
      {needs ?? "Reports of customers follow from orders alone."} Bring in the past ones as a file
      with transaction_id, customer_id, date, value and currency: <a href={to("set-up")}>Set-up</a>.
    </Empty>
  );
}
