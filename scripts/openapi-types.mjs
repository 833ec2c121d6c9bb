// TypeScript types of what the API takes and answers, from its OpenAPI document: the client for servers
// (sdk/server) is published with them, and with nothing of the schemas' own library.
const REFS = "#/components/schemas/";

/**
 * @param {ReturnType<import("../worker/wire/api/document.ts").openApi>} document
 * @param {readonly import("../worker/wire/api/operation.ts").Resource[]} resources
 */
export function typesOf({ paths, components }, resources) {
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `${comment(schema)}export type ${name} = ${typeOf(schema)};`,
  );
  const groups = resources
    .map(({ key, operations }) => ({ key, operations: operations.filter(isForServers) }))
    .filter(({ operations }) => operations.length > 0);
  const all = groups.flatMap(({ operations }) => operations);
  const operations = all.map(({ id, method, path, summary }) => {
    const { parameters = [], requestBody, responses } = paths[path][method.toLowerCase()];
    const said = parameters.map(({ name, required, schema, description }) =>
      field(name, { description, ...schema }, required),
    );
    if (requestBody !== undefined) said.push(`body: ${mediaType(requestBody.content)};`);
    return `\n/** ${summary}. */\n${id}: { input: { ${said.join(" ")} }; reply: ${replyOf(responses)} };`;
  });
  const addresses = all.map(({ id, method, path }) => `${id}: ["${method}", "${path}"],`);
  const methods = groups.map(
    ({ key, operations: own }) => `${key}: [${own.map(({ id }) => `"${id}"`).join(", ")}],`,
  );
  return [
    "// Made from the API's schemas by `node scripts/openapi.mjs`: change those, and run it again.",
    `/** What each operation takes and answers. */\nexport interface Operations { ${operations.join("\n")} }`,
    `/** Where each is. */\nexport const ADDRESSES = { ${addresses.join("\n")} } as const;`,
    `/** Which belong together. */\nexport const RESOURCES = { ${methods.join("\n")} } as const;`,
    ...schemas,
  ].join("\n\n");
}

/** Those with a key; sockets are for pages, and lines of JSON are read as they come (`exportOf`). */
const isForServers = ({ access, method, replies }) =>
  access !== "open" &&
  access !== "deployment" &&
  !(101 in replies) &&
  (method !== "GET" || !Object.values(replies).some(({ type }) => type === "application/x-ndjson"));

function mediaType(content) {
  const [type, { schema }] = Object.entries(content)[0];
  return type === "application/json" ? typeOf(schema) : "string | Uint8Array | ReadableStream";
}

function replyOf(responses) {
  const status = Object.keys(responses).find((each) => Number(each) < 300);
  const schema = responses[status].content?.["application/json"]?.schema;
  return schema === undefined ? "void" : typeOf(schema);
}

/** A schema as a type; what TypeScript cannot tell, such as lengths, is left out. */
function typeOf(schema) {
  const { $ref: ref, type, properties, items, prefixItems, additionalProperties } = schema;
  if (ref !== undefined) return ref.slice(REFS.length);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return [...new Set(either.map(typeOf))].join(" | ");
  if (schema.allOf !== undefined && type === undefined)
    return schema.allOf.map((each) => `(${typeOf(each)})`).join(" & ");
  if (Array.isArray(type)) return type.map((each) => typeOf({ ...schema, type: each })).join(" | ");
  if (prefixItems !== undefined) return `[${prefixItems.map(typeOf).join(", ")}]`;
  if (type === "array") return `(${items === undefined ? "unknown" : typeOf(items)})[]`;
  if (properties !== undefined) return objectOf(schema);
  if (type === "object") return recordOf(schema, additionalProperties);
  return (
    { string: "string", number: "number", integer: "number", boolean: "boolean", null: "null" }[
      type
    ] ?? "unknown"
  );
}

function objectOf({ properties, required = [], additionalProperties }) {
  const fields = Object.entries(properties).map(([name, schema]) =>
    field(name, schema, required.includes(name)),
  );
  const isLoose =
    typeof additionalProperties === "object" && Object.keys(additionalProperties).length === 0;
  return `{ ${fields.join("\n")} ${isLoose ? "[name: string]: unknown" : ""} }`;
}

function recordOf({ propertyNames }, values) {
  const names = propertyNames === undefined ? "string" : typeOf(propertyNames);
  return `Record<${names}, ${typeof values === "object" ? typeOf(values) : "unknown"}>`;
}

const field = (name, schema, isRequired) =>
  `${comment(schema)}${/^\w+$/.test(name) ? name : JSON.stringify(name)}${isRequired ? "" : "?"}: ${typeOf(schema)};`;

const comment = ({ description }) =>
  description === undefined ? "" : `\n/** ${description.replaceAll("*/", "* /")} */\n`;
