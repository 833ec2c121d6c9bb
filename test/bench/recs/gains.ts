import { categoryBoost } from "./gains/category-boost.ts";
import { coldItems } from "./gains/cold-items.ts";
import { refinements } from "./gains/refinements.ts";
import { tunedParameters } from "./gains/tuned-parameters.ts";

/** What each refinement of the plain table gains, also where that is nothing. */
export function gains(days: number): void {
  refinements(days);
  tunedParameters(days);
  categoryBoost(days);
  coldItems();
}
