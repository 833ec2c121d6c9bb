import type { OpenApi } from "../../wire/api/document.ts";

/** JSON Schema, as far as the page shows it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

export interface Parameter {
  name: string;
  in: "path" | "query";
  required: boolean;
  description?: string;
  schema: Schema;
  example?: string;
}

export interface Media {
  schema?: Schema;
  examples?: Record<string, { summary: string; value: unknown }>;
}

export interface Operation {
  method: string;
  path: string;
  operationId: string;
  summary: string;
  description?: string;
  security?: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
  tags: string[];
}

/** The served document. */
export type Document = Pick<OpenApi, "info" | "tags"> & {
  paths: Record<string, Record<string, Omit<Operation, "method" | "path">>>;
  components: { schemas: Record<string, Schema> };
};

/** Every operation with its method and path, by resource. */
export function operationsOf({ paths }: Document): Map<string, Operation[]> {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      Object.assign({ method: method.toUpperCase(), path }, operation),
    ),
  );
  return Map.groupBy(all, ({ tags }) => tags[0]!);
}

export const nameIn = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1);

/** The first media type of a body or reply. */
export const firstOf = (content: Record<string, Media> = {}): [string, Media] | undefined =>
  Object.entries(content)[0];

/** What a schema is, in a few words: `string`, `array of Item`, `"a" | "b"`. */
export function kindOf(schema: Schema): string {
  if (schema.$ref !== undefined) return nameIn(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return [...new Set(either.map(kindOf))].join(" | ");
  if (schema.allOf !== undefined && schema.type === undefined)
    return schema.allOf.map(kindOf).join(" & ");
  if (schema.type === "array")
    return `array of ${schema.items === undefined ? "anything" : kindOf(schema.items)}`;
  if (schema.type === "object" && schema.properties === undefined)
    return typeof schema.additionalProperties === "object"
      ? `object of ${kindOf(schema.additionalProperties)}`
      : "object";
  return [schema.type ?? "anything"].flat().join(" | ");
}
