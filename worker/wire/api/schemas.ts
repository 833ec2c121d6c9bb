import * as z from "zod";
import { namedSchemas } from "./named.ts";

/** JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. */
export type Schema = { [keyword: string]: unknown };

export const REFS = "#/components/schemas/";

type Override = NonNullable<Parameters<typeof z.toJSONSchema>[1]>["override"];

/**
 * zod's schemas as JSON Schema, named ones as references.
 *
 * @param anonymous schemas of operations by a key of the caller's
 * @param io whether they describe what comes in or what goes out
 */
export function jsonSchemas(
  anonymous: ReadonlyMap<string, z.ZodType>,
  io: "input" | "output",
): { named: Map<string, Schema>; anonymous: Map<string, Schema> } {
  const names = namedSchemas();
  const nameOf = new Map([...names].map(([name, schema]) => [schema, name]));
  const registry = z.registry<{ id: string }>();
  for (const [name, schema] of names) registry.add(schema, { id: name });
  for (const [key, schema] of anonymous)
    if (!nameOf.has(schema) && !registry.has(schema)) registry.add(schema, { id: key });
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: (id) => `${REFS}${id}`,
    unrepresentable: "any",
    override: io === "output" ? describeOutput : undefined,
  });
  const bare = (id: string): Schema => {
    const { $schema: _, $id: __, ...schema } = schemas[id] as Schema;
    return inlined(schema) as Schema;
  };
  /** What has no name, but is used by several operations, stands in each. */
  const inlined = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(inlined);
    if (typeof part !== "object" || part === null) return part;
    const { $ref: ref, ...rest } = part as Schema;
    const own = Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, inlined(each)]));
    if (typeof ref !== "string") return own;
    const name = ref.slice(REFS.length);
    return names.has(name) ? { $ref: ref, ...own } : { ...bare(name), ...own };
  };
  return {
    named: new Map([...names.keys()].map((name) => [name, bare(name)])),
    anonymous: new Map(
      Array.from(anonymous, ([key, schema]): [string, Schema] => {
        const name = nameOf.get(schema);
        if (name !== undefined) return [key, { $ref: REFS + name }];
        return [key, bare(registry.get(schema)!.id)];
      }),
    ),
  };
}

/**
 * Fields may be added to replies at any time, so they are not closed. What a transform makes of a value
 * zod cannot tell; in replies there are only those that keep its kind, such as text that is cut short.
 */
const describeOutput: Override = ({ zodSchema: schema, jsonSchema }) => {
  if (schema instanceof z.ZodObject && jsonSchema.additionalProperties === false)
    delete jsonSchema.additionalProperties;
  if (!(schema instanceof z.ZodPipe && schema.def.out instanceof z.ZodTransform)) return;
  const { $schema: _, ...kept } = z.toJSONSchema(schema.def.in, { io: "output" });
  Object.assign(jsonSchema, kept);
};
