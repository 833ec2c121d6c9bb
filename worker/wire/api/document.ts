import type * as z from "zod";
import { Problem } from "../problem.ts";
import { SCOPES } from "../scope.ts";
import { OPERATIONS, RESOURCES } from "./index.ts";
import { type Content, contentOf, type Operation, problemsOf } from "./operation.ts";
import { jsonSchemas, REFS, type Schema } from "./schemas.ts";
import { PROBLEM_WORDS, SUCCESS_WORDS } from "./words.ts";

/** An OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1.html). */
export type OpenApi = ReturnType<typeof openApi>;

const isSchema = (schema: z.ZodType | undefined): schema is z.ZodType => schema !== undefined;

/** The document of the whole API, from the schemas that validate. */
export function openApi(version: string) {
  const requests = jsonSchemas(new Map(OPERATIONS.flatMap(requestSchemas)), "input");
  const replies = jsonSchemas(
    new Map([...OPERATIONS.flatMap(replySchemas), ["", Problem]]),
    "output",
  );
  const schemas = together(requests, replies);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { name, operations } of RESOURCES)
    for (const operation of operations)
      (paths[operation.path] ??= {})[operation.method.toLowerCase()] = {
        ...described(operation, requests.anonymous, replies.anonymous),
        tags: [name],
      };
  return {
    openapi: "3.1.1",
    info: {
      title: "Okaeri",
      version,
      description:
        "Times are ISO 8601 unless a name ends in `_ms` or the words say epoch milliseconds. Lists " +
        "page by cursor. Errors are problem details (RFC 9457). Every reply has `x-request-id`. " +
        "`POST`s by secret key take an `Idempotency-Key`.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: RESOURCES.map(({ name, words }) => ({ name, description: words })),
    paths,
    components: { schemas, securitySchemes: SECURITY_SCHEMES },
  };
}

const SECURITY_SCHEMES = {
  secretKey: {
    type: "http",
    scheme: "bearer",
    description: `A secret key, \`sk_…\`, with the scope: ${SCOPES.join(", ")}.`,
  },
  publishableKey: {
    type: "apiKey",
    in: "query",
    name: "key",
    description: "A publishable key, `pk_…`, from a page of the shop's origins; also as bearer.",
  },
  deployment: { type: "http", scheme: "bearer", description: "See `npm run shop`." },
} as const;

/** Keys of an operation's schemas, by what they describe. */
const keyOf = ({ id }: Operation, part: string) => `${id}:${part}`;

const requestSchemas = (operation: Operation): [string, z.ZodType][] => {
  const { params = {}, query, body } = operation;
  const parts: [string, z.ZodType | undefined][] = [
    ...Object.entries({ ...params, ...query?.shape }),
    ["body", body === undefined ? undefined : contentOf(body).schema],
  ];
  return parts.flatMap(([part, schema]) =>
    isSchema(schema) ? [[keyOf(operation, part), schema] as [string, z.ZodType]] : [],
  );
};

const replySchemas = (operation: Operation): [string, z.ZodType][] =>
  Object.entries(operation.replies).flatMap(([status, content]) => {
    const { schema } = contentOf(content);
    return isSchema(schema) ? [[keyOf(operation, status), schema] as [string, z.ZodType]] : [];
  });

type Schemas = ReadonlyMap<string, Schema>;

function described(operation: Operation, asked: Schemas, told: Schemas) {
  const { id, summary, description, params = {}, query, body, replies, access } = operation;
  const parameter = (place: "path" | "query") => (name: string) => {
    const { description: words, ...schema } = asked.get(keyOf(operation, name))!;
    const isRequired = place === "path" || !query!.shape[name]!.safeParse(undefined).success;
    const example = operation.examples[0]?.[place === "path" ? "params" : "query"]?.[name];
    return {
      name,
      in: place,
      required: isRequired,
      ...(typeof words === "string" && { description: words }),
      schema,
      ...(example !== undefined && schema["type"] !== "array" && { example }),
    };
  };
  const parameters = [
    ...Object.keys(params).map(parameter("path")),
    ...Object.keys(query?.shape ?? {}).map(parameter("query")),
  ];
  return {
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    ...(access !== "open" && { security: securityOf(access) }),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && {
      requestBody: {
        required: true,
        content: mediaOf(contentOf(body), asked.get(keyOf(operation, "body")), operation),
      },
    }),
    responses: Object.fromEntries(
      [...new Set([...Object.keys(replies).map(Number), ...problemsOf(operation)])]
        .sort((a, b) => a - b)
        .map((status) => [status, responseOf(operation, status, told)]),
    ),
  };
}

/** What a status stands for: a success, a problem, or either. */
function responseOf(operation: Operation, status: number, told: Schemas) {
  const reply = operation.replies[status];
  const { words = "", type } = reply === undefined ? {} : contentOf(reply);
  const isProblem = problemsOf(operation).includes(status);
  const content = {
    ...(type !== undefined && mediaOf({ words, type }, told.get(keyOf(operation, `${status}`)))),
    ...(isProblem && { "application/problem+json": { schema: told.get("") } }),
  };
  return {
    description: words || (reply === undefined ? PROBLEM_WORDS : SUCCESS_WORDS)[status]!,
    ...(Object.keys(content).length > 0 && { content }),
  };
}

const securityOf = (access: Operation["access"]) => {
  if (access === "deployment") return [{ deployment: [] }];
  const scope = access === "page" ? "events:write" : access;
  const secret = { secretKey: [scope] };
  return access === "page" ? [{ publishableKey: [] }, secret] : [secret];
};

function mediaOf(
  { type }: Content,
  schema: Schema | undefined,
  { examples }: Partial<Operation> = {},
) {
  const shown = (examples ?? []).filter(({ body }) => body !== undefined);
  return {
    [type!]: {
      ...(schema !== undefined && { schema }),
      ...(shown.length > 0 && {
        examples: Object.fromEntries(
          shown.map(({ words, body }, place) => [
            `example${place + 1}`,
            { summary: words, value: body },
          ]),
        ),
      }),
    },
  };
}

/** The named schemas that are referred to; where what comes in differs from what goes out, both. */
function together(
  requests: { named: Map<string, Schema>; anonymous: Map<string, Schema> },
  replies: { named: Map<string, Schema>; anonymous: Map<string, Schema> },
): Record<string, Schema> {
  const asked = reachable(requests.anonymous.values(), requests.named);
  const told = reachable(replies.anonymous.values(), replies.named);
  const differing = new Set(
    [...asked].filter(
      (name) =>
        told.has(name) &&
        JSON.stringify(requests.named.get(name)) !== JSON.stringify(replies.named.get(name)),
    ),
  );
  for (const schema of [...requests.named.values(), ...requests.anonymous.values()])
    renameRefs(schema, (name) => (differing.has(name) ? `${name}Input` : name));
  const entries = [
    ...[...told].map((name): [string, Schema] => [name, replies.named.get(name)!]),
    ...[...asked]
      .filter((name) => differing.has(name) || !told.has(name))
      .map((name): [string, Schema] => [
        differing.has(name) ? `${name}Input` : name,
        requests.named.get(name)!,
      ]),
  ];
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function reachable(roots: Iterable<Schema>, named: ReadonlyMap<string, Schema>): Set<string> {
  const found = new Set<string>();
  const visit = (schema: Schema): void =>
    eachRef(schema, (name) => {
      if (found.has(name)) return;
      found.add(name);
      visit(named.get(name)!);
    });
  for (const root of roots) visit(root);
  return found;
}

const isRef = (value: unknown): value is string =>
  typeof value === "string" && value.startsWith(REFS);

function eachRef(value: unknown, see: (name: string, holder: Schema) => void): void {
  if (typeof value !== "object" || value === null) return;
  const holder = value as Schema;
  if (isRef(holder["$ref"])) see(holder["$ref"].slice(REFS.length), holder);
  for (const part of Object.values(holder)) eachRef(part, see);
}

const renameRefs = (schema: Schema, rename: (name: string) => string): void =>
  eachRef(schema, (name, holder) => {
    holder["$ref"] = REFS + rename(name);
  });
