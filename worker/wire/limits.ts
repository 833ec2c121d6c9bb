import * as z from "zod";

const aMinute = (standard: number) => z.int().min(1).max(1e9).default(standard);

/**
 * What a minute allows, all of it at once if need be; more is answered 429. Counted by each process, or
 * each of Cloudflare's isolates, by itself.
 */
export const Limits = z.object({
  key: aMinute(60_000).describe("Requests by one secret key, or of one user of the console."),
  client: aMinute(6_000).describe("Requests of pages from one address, by the publishable key."),
  visitor: aMinute(600).describe("Batches of events of one visitor."),
  newcomers: aMinute(30_000).describe("New visitors of the shop."),
  newcomers_of_client: aMinute(300).describe("New visitors from one address."),
});
export type Limits = z.infer<typeof Limits>;
