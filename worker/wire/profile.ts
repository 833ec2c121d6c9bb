import * as z from "zod";
import { CustomerId } from "./identity.ts";
import { Id, line, PersonId } from "./text.ts";

/** Name of a field: the shop's own, or one with a meaning (`email`, `phone`). */
const FieldName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, "must be 1 to 40 of a–z 0–9 _, a letter first")
  .refine((name) => !(name in {}), "is a reserved name");

const FieldWord = z.union([line(500), z.number().transform(String), z.boolean().transform(String)]);

/**
 * The body of `PUT /v1/people/c/{customer}`: what one source knows of a customer. A field that is null
 * takes back what this source said; what others said of it stands.
 */
export const ProfileBody = z.object({
  source: Id.default("api").describe("The system or file that says it."),
  time: z.iso
    .datetime({ offset: true })
    .optional()
    .describe("When it was so; now, if nothing is said."),
  fields: z
    .record(FieldName, FieldWord.nullable())
    .refine((fields) => Object.keys(fields).length <= 60, "at most 60 fields"),
});
export type ProfileBody = z.infer<typeof ProfileBody>;

/** The reply: which person it is of, and what was not taken as it was told. */
export const ProfileReply = z.object({
  person: z
    .string()
    .describe("The person: `c/<customer>` of the record that has it, which may be another's."),
  changed: z.boolean().describe("Whether anything of it was news."),
  rejected: z
    .array(z.object({ field: z.string(), detail: z.string() }))
    .describe("Fields that were not taken, and why."),
  conflicts: z
    .array(z.string())
    .describe(
      "People whom the contacts name beside this one, when they name several: nobody is joined then.",
    ),
});
export type ProfileReply = z.infer<typeof ProfileReply>;

/** The body of `POST /v1/people/c/{customer}/merge` and `…/unmerge`: one name of a record. */
export const MergeBody = z
  .object({ visitor: PersonId.optional(), customer: CustomerId.optional() })
  .refine(
    ({ visitor, customer }) => (visitor === undefined) !== (customer === undefined),
    "name either a visitor or a customer",
  );

/** The reply to `…/merge`. */
export const MergeReply = z.object({
  person: z.string().describe("Whose record it is part of from now on."),
});
export type MergeReply = z.infer<typeof MergeReply>;

/** The reply to `…/unmerge`. */
export const UnmergeReply = z.object({
  person: z.string(),
  visitor: z.string().describe("Whose record is one of its own again."),
});
export type UnmergeReply = z.infer<typeof UnmergeReply>;
