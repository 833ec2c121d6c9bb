import type { Draft } from "../slots/draft.ts";
import type { Inputs } from "../slots/inputs.ts";
import type { Page } from "../slots/page.ts";

/**
 * Puts what a scenario itself finds into its slot, best first. It says in `fallback` when that is not
 * what was asked for, and in `shortfall` why it is not enough: the rest is filled up afterwards, see
 * `fillUp`.
 *
 * @param now epoch ms
 */
export type FillSlot = (draft: Draft, page: Page, inputs: Inputs, now: number) => void;
