import { createContext } from "preact";
import { useContext, useState } from "preact/hooks";
import { kindOf, nameIn, type Schema } from "./document.ts";
import { Words } from "./words.tsx";

/** The document's named schemas. */
export const Schemas = createContext<Record<string, Schema>>({});

/** A schema with what is in it; named ones open when they are asked for. */
export function SchemaView({ schema }: { schema: Schema }) {
  const named = useContext(Schemas);
  if (schema.$ref !== undefined) return <SchemaView schema={named[nameIn(schema.$ref)]!} />;
  const parts = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (schema.properties === undefined && parts !== undefined)
    return (
      <>
        {parts.map((part, place) => (
          <Inside key={place} schema={part} />
        ))}
      </>
    );
  return (
    <>
      {schema.properties !== undefined && (
        <dl class="fields">
          {Object.entries(schema.properties).map(([name, field]) => (
            <Field
              key={name}
              name={name}
              schema={field}
              isRequired={schema.required?.includes(name) ?? false}
            />
          ))}
        </dl>
      )}
      {insideOf(schema).map((part, place) => (
        <Inside key={place} schema={part} />
      ))}
    </>
  );
}

function Field(props: { name: string; schema: Schema; isRequired: boolean }) {
  const { name, schema, isRequired } = props;
  return (
    <div>
      <dt>
        <code>{name}</code> <span class="kind">{kindOf(schema)}</span>
        {isRequired && <span class="must">required</span>}
      </dt>
      <dd>
        {schema.description !== undefined && <Words text={schema.description} />}
        <Limits schema={schema} />
        {[...new Set([...ownFields(schema), ...insideOf(schema)])].map((part, place) => (
          <Inside key={place} schema={part} />
        ))}
      </dd>
    </div>
  );
}

/** Something that has fields of its own, closed at first: schemas are deep, and some hold themselves. */
function Inside({ schema }: { schema: Schema }) {
  const [isOpen, open] = useState(false);
  if (!hasFields(schema)) return null;
  return (
    <details onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{kindOf(schema)}</summary>
      {isOpen && <SchemaView schema={schema} />}
    </details>
  );
}

const hasFields = (schema: Schema): boolean =>
  schema.$ref !== undefined || schema.properties !== undefined || insideOf(schema).length > 0;

const ownFields = (schema: Schema): Schema[] =>
  schema.$ref !== undefined || schema.properties !== undefined ? [schema] : [];

/** Schemas within one that may have fields. */
function insideOf({ items, additionalProperties, anyOf, oneOf, prefixItems }: Schema): Schema[] {
  const parts = [
    ...(items === undefined ? [] : [items]),
    ...(typeof additionalProperties === "object" ? [additionalProperties] : []),
    ...(anyOf ?? oneOf ?? []),
    ...(prefixItems ?? []),
  ];
  return parts.filter(hasFields);
}

/** That text holds no control characters goes without saying, and long patterns tell nobody anything. */
const isTelling = (pattern: string) => pattern.length < 80 && !pattern.includes("\\u001f");

/** What of a value is allowed, beside its kind. */
export function Limits({ schema }: { schema: Schema }) {
  const { format, pattern, minimum, maximum, minLength, maxLength, maxItems } = schema;
  const said = [
    format,
    minimum !== undefined && `from ${minimum}`,
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && `to ${maximum}`,
    minLength !== undefined && minLength > 1 && `at least ${minLength} characters`,
    maxLength !== undefined && `at most ${maxLength} characters`,
    maxItems !== undefined && `at most ${maxItems}`,
    pattern !== undefined && isTelling(pattern) && `matches ${pattern}`,
    schema.default !== undefined && `default ${JSON.stringify(schema.default)}`,
  ].filter((each) => typeof each === "string");
  return said.length === 0 ? null : <p class="limits">{said.join(" · ")}</p>;
}
