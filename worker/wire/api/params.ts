import * as z from "zod";

/** Of a list's next page. */
export const CursorQuery = z.object({
  cursor: z.string().optional().describe("`next_cursor` of the page before; none for the first."),
});

/** The id of something that the API made. */
export const idOf = (what: string) => ({
  id: z.string().describe(`The id of the ${what}, as the API told it.`),
});

export const customer = z.string().max(200).describe("The customer's id, as the shop has it.");
export const visitor = z.string().max(64).describe("The visitor's id, as the tag has it.");

/** Lines of JSON. */
export const NDJSON = "application/x-ndjson";
