import fc from "fast-check";
import * as z from "zod";
import { below, chance, idFrom, pick, type Source, textFrom, timeFrom, urlFrom } from "./source.ts";

/** The part of JSON Schema (2020-12) that zod writes. */
export interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  items?: Schema;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  pattern?: string;
  format?: string;
}

/** What a zod schema takes; what JSON Schema cannot say, such as a check in code, is left out. */
export const schemaOf = (type: z.ZodType): Schema =>
  z.toJSONSchema(type, { io: "input", unrepresentable: "any" }) as Schema;

/** A value that the schema takes, as far as it tells; `name` is that of the field that it stands in. */
export function valueOf(schema: Schema, source: Source, name = ""): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return pick(source, schema.enum);
  const one = schema.anyOf ?? schema.oneOf;
  if (one) return valueOf(pick(source, one), source, name);
  if (schema.allOf) {
    const { allOf, ...rest } = schema;
    return valueOf(Object.assign({}, ...allOf, rest) as Schema, source, name);
  }
  switch (schema.type) {
    case "object":
      return objectOf(schema, source);
    case "array":
      return arrayOf(schema, source, name);
    case "string":
      return stringOf(schema, source, name);
    case "number":
    case "integer":
      return numberOf(schema, source);
    case "boolean":
      return chance(source, 0.5);
    case "null":
      return null;
    default:
      return anything(source, name);
  }
}

/** Optional fields are there every other time. */
function objectOf(schema: Schema, source: Source): Record<string, unknown> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const said = Object.entries(properties).filter(
    ([name]) => required.includes(name) || chance(source, 0.5),
  );
  const value = Object.fromEntries(
    said.map(([name, own]) => [name, valueOf(own, source, name)] as const),
  );
  if (typeof additionalProperties === "object")
    for (let more = below(source, 4); more > 0; more--) {
      const name = stringOf(propertyNames ?? {}, source, "id");
      value[name] = valueOf(additionalProperties, source, name);
    }
  return value;
}

function arrayOf(schema: Schema, source: Source, name: string): unknown[] {
  if (schema.prefixItems) return schema.prefixItems.map((each) => valueOf(each, source, name));
  const length = Math.max(schema.minItems ?? 0, chance(source, 0.02) ? 60 : below(source, 4));
  return Array.from({ length }, () => valueOf(schema.items ?? {}, source, name));
}

const ID = /(^|_)(id|ids|visitor|customer|session|view|item|pin|bury|exclude|items|visitors)$/;
const URL_LIKE = /url|link|endpoint|referrer|origin/;

function stringOf(schema: Schema, source: Source, name: string): string {
  const { pattern, format, minLength = 0, maxLength = Infinity } = schema;
  if (format === "date-time") return timeFrom(source);
  if (format === "date") return timeFrom(source).slice(0, 10);
  if (format === "email" || name === "email") return `id-${below(source, 40)}@shop.invalid`;
  const text = ID.test(name)
    ? idFrom(source)
    : URL_LIKE.test(name)
      ? urlFrom(source)
      : textFrom(source);
  if (pattern !== undefined && !new RegExp(pattern, "u").test(text))
    return matching(pattern, source);
  return text.padEnd(minLength, "x").slice(0, maxLength);
}

const samples = new Map<string, readonly string[]>();

/** Only addresses are told by what must not follow; nothing makes text of such a pattern. */
const LOOKS_AHEAD = /\(\?[=!<]/;

function matching(pattern: string, source: Source): string {
  if (LOOKS_AHEAD.test(pattern)) return "/p/1";
  let known = samples.get(pattern);
  if (known === undefined) {
    known = fc.sample(fc.stringMatching(new RegExp(pattern, "u")), { numRuns: 40, seed: 1 });
    samples.set(pattern, known);
  }
  return pick(source, known);
}

const EDGE = 2 ** 53;

function numberOf(schema: Schema, source: Source): number {
  const low = Math.max(schema.minimum ?? schema.exclusiveMinimum ?? -EDGE, -EDGE);
  const high = Math.min(schema.maximum ?? EDGE, EDGE);
  const kind = source.roll();
  if (kind < 0.1) return low;
  if (kind < 0.2) return high;
  const value = low + source.roll() * Math.min(high - low, kind < 0.8 ? 100 : Infinity);
  return schema.type === "integer" ? Math.floor(value) : value;
}

/** Where the schema says nothing, such as in what code takes apart by itself. */
function anything(source: Source, name: string): unknown {
  const kind = source.roll();
  if (kind < 0.5) return stringOf({}, source, name);
  if (kind < 0.8) return numberOf({ minimum: 0 }, source);
  return pick(source, [true, null, [], {}, [stringOf({}, source, name)]]);
}
