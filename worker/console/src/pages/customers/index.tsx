import { type View, Views } from "../../parts/views.tsx";
import type { Route } from "../../route.ts";
import { ClassesView } from "./classes.tsx";
import { JourneyView } from "./journey.tsx";
import { LostView } from "./lost.tsx";
import { SegmentsView } from "./segments.tsx";
import { StagesView } from "./stages.tsx";
import { ValueView } from "./value.tsx";

export const CUSTOMER_VIEWS: readonly View[] = [
  { name: "", title: "Stages", view: StagesView },
  { name: "classes", title: "Classes", view: ClassesView },
  { name: "value", title: "Value", view: ValueView },
  { name: "lost", title: "Lost", view: LostView },
  { name: "journey", title: "Journey", view: JourneyView },
  { name: "segments", title: "Segments", view: SegmentsView },
];

/** Who the shop's customers are, what they are worth, and which of them are going. */
export function CustomersPage({ route }: { route: Route }) {
  return <Views route={route} views={CUSTOMER_VIEWS} />;
}
