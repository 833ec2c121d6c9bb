import { type View, Views } from "../../parts/views.tsx";
import type { Route } from "../../route.ts";
import { CandidatesView } from "./candidates.tsx";
import { ClockView } from "./clock.tsx";
import { CurvesView } from "./curves.tsx";
import { HabitsView } from "./habits.tsx";
import { ProductsView } from "./products.tsx";

export const SECOND_VIEWS: readonly View[] = [
  { name: "", title: "The wall", view: CurvesView },
  { name: "who", title: "Who comes back", view: CandidatesView },
  { name: "what", title: "With what", view: ProductsView },
  { name: "why", title: "What they did", view: HabitsView },
  { name: "when", title: "Who runs out", view: ClockView },
];

/** Where customers stop, who will come back, when, and with what. */
export function SecondPage({ route }: { route: Route }) {
  return <Views route={route} views={SECOND_VIEWS} />;
}
