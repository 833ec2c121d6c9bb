import { to } from "../route.ts";
import { Empty } from "./states.tsx";

/** Where a page has nothing to show because nobody has been on the shop's pages. */
export function NoVisits({ what = "No visits in this period" }: { what?: string }) {
  return (
    <Empty title={what}>
      Visits arrive 30 to 40 minutes after their last page. If none do, see whether the tag is on
      your pages: <a href={to("set-up")}>Set-up</a>.
    </Empty>
  );
}
