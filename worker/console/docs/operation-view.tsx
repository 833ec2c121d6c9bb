import { useState } from "preact/hooks";
import { firstOf, kindOf, type Media, type Operation, type Parameter } from "./document.ts";
import { Limits, SchemaView } from "./schema-view.tsx";
import { TryIt } from "./try-it.tsx";
import { Words } from "./words.tsx";

/** An operation, closed at first; its address in the page is `#` and its id. */
export function OperationView({ operation, apiKey }: { operation: Operation; apiKey: string }) {
  const { operationId, method, path, summary } = operation;
  const [isOpen, open] = useState(location.hash === `#${operationId}`);
  return (
    <details
      class="operation"
      id={operationId}
      open={isOpen}
      onToggle={(event) => open(event.currentTarget.open)}
    >
      <summary>
        <span class={`method ${method.toLowerCase()}`}>{method}</span>
        <code class="path">{path}</code>
        <span class="summary">{summary}</span>
      </summary>
      {isOpen && <Opened operation={operation} apiKey={apiKey} />}
    </details>
  );
}

function Opened({ operation, apiKey }: { operation: Operation; apiKey: string }) {
  const { description, parameters = [], requestBody, responses } = operation;
  const body = firstOf(requestBody?.content);
  return (
    <div class="opened">
      {description !== undefined && <Words text={description} />}
      <p class="access">{accessOf(operation)}</p>
      {parameters.length > 0 && <Parameters parameters={parameters} />}
      {body !== undefined && (
        <>
          <h3>Body</h3>
          <p class="limits">{body[0]}</p>
          {body[1].schema !== undefined && <SchemaView schema={body[1].schema} />}
          <Examples media={body[1]} />
        </>
      )}
      <h3>Replies</h3>
      <dl class="replies">
        {Object.entries(responses).map(([status, { description: words, content }]) => {
          const schema = firstOf(content)?.[1].schema;
          return (
            <div key={status}>
              <dt>
                <code>{status}</code>{" "}
                {schema !== undefined && <span class="kind">{kindOf(schema)}</span>}
              </dt>
              <dd>
                <Words text={words} />
                {schema !== undefined && Number(status) < 400 && <SchemaView schema={schema} />}
              </dd>
            </div>
          );
        })}
      </dl>
      <TryIt operation={operation} apiKey={apiKey} />
    </div>
  );
}

const Parameters = ({ parameters }: { parameters: Parameter[] }) => (
  <>
    <h3>Parameters</h3>
    <dl class="fields">
      {parameters.map(({ name, in: place, required, description, schema }) => (
        <div key={name}>
          <dt>
            <code>{name}</code>{" "}
            <span class="kind">
              {kindOf(schema)}, in the {place}
            </span>
            {required && <span class="must">required</span>}
          </dt>
          <dd>
            {description !== undefined && <Words text={description} />}
            <Limits schema={schema} />
          </dd>
        </div>
      ))}
    </dl>
  </>
);

const Examples = ({ media }: { media: Media }) => (
  <>
    {Object.values(media.examples ?? {}).map(({ summary, value }) => (
      <details key={summary} class="example">
        <summary>Example: {summary}</summary>
        <pre tabIndex={0} role="region" aria-label={`Example: ${summary}`}>
          {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
        </pre>
      </details>
    ))}
  </>
);

/** Who may, in words. */
function accessOf({ security }: Operation): string {
  if (security === undefined) return "No key is needed.";
  const words = security.flatMap((one) =>
    Object.entries(one).map(([scheme, scopes]) => {
      if (scheme === "publishableKey") return "a publishable key";
      if (scheme === "deployment") return "the deployment's own token";
      return `a secret key with the scope ${scopes.join(", ")}`;
    }),
  );
  return `Needs ${words.join(", or ")}.`;
}
