import { Limits } from "../../worker/wire/limits.ts";

/** A shop's limits as they have to be where one machine asks as much as it can. */
export const NO_LIMITS = Object.fromEntries(Object.keys(Limits.shape).map((name) => [name, 1e9]));
