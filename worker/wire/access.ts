import * as z from "zod";
import { PersonReply } from "./person.ts";

const Records: z.ZodType<object[]> = z.array(z.record(z.string(), z.unknown()));

/** Everything that is known of a person: their record as the API tells it, and all that it was made of. */
export const AccessReply = z.object({
  generated: z.iso.datetime(),
  person: PersonReply,
  orders: Records.describe("In the form that imports of orders take."),
  refunds: Records.describe("In the form that imports of refunds take."),
  events: Records.describe("Batches in the form that `POST /v1/events` takes."),
  messages: z
    .array(z.object({ type: z.string(), time: z.iso.datetime(), data: z.unknown() }))
    .describe("What other systems were told."),
});
export type AccessReply = z.infer<typeof AccessReply>;
