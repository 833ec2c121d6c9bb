import * as z from "zod";
/** RFC 9457 problem details, served as `application/problem+json`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  errors: z
    .array(z.object({ pointer: z.string(), detail: z.string() }))
    .optional()
    .describe("What in the request was wrong: RFC 6901 pointers into the body."),
  "violated-policies": z
    .array(z.string())
    .optional()
    .describe("Of `quota-exceeded`: names of the limits, as `RateLimit-Policy` has them."),
  request_id: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;
