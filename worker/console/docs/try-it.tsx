import { useState } from "preact/hooks";
import { firstOf, type Operation } from "./document.ts";

interface Answer {
  status: string;
  body: string;
}

/** Sends a request with the key that was typed in, which is kept nowhere else. */
export function TryIt({ operation, apiKey }: { operation: Operation; apiKey: string }) {
  const { method, parameters = [] } = operation;
  const [type, media] = firstOf(operation.requestBody?.content) ?? [];
  const [example] = Object.values(media?.examples ?? {});
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      parameters.map(({ name, in: place, example: shown }) => [
        name,
        place === "path" ? (shown ?? "") : "",
      ]),
    ),
  );
  const [body, setBody] = useState(() => textOf(example?.value));
  const [answer, setAnswer] = useState<Answer | null>(null);
  const send = async () => {
    setAnswer({ status: "…", body: "" });
    setAnswer(await sendTo(addressOf(operation, values), method, apiKey, type, body));
  };
  return (
    <form
      class="try"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>Try it</h3>
      {parameters.map(({ name, required }) => (
        <label key={name}>
          {name}
          <input
            value={values[name] ?? ""}
            required={required}
            spellcheck={false}
            onInput={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
          />
        </label>
      ))}
      {type !== undefined && (
        <label>
          Body ({type})
          <textarea
            rows={Math.min(14, body.split("\n").length + 1)}
            value={body}
            spellcheck={false}
            onInput={(event) => setBody(event.currentTarget.value)}
          />
        </label>
      )}
      <button type="submit">Send {method}</button>
      <output aria-live="polite">
        {answer !== null && (
          <>
            <p>
              <strong>{answer.status}</strong>
            </p>
            {answer.body !== "" && (
              <pre tabIndex={0} role="region" aria-label="Reply">
                {answer.body}
              </pre>
            )}
          </>
        )}
      </output>
    </form>
  );
}

const textOf = (value: unknown): string =>
  value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value, null, 2);

/** The address of an operation with its parameters put in; what is empty is not said. */
export function addressOf(
  { path, parameters = [] }: Pick<Operation, "path" | "parameters">,
  values: Readonly<Record<string, string>>,
): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ""),
  );
  const query = new URLSearchParams(
    parameters.flatMap(({ name, in: place }) =>
      place === "query" && values[name] ? [[name, values[name]]] : [],
    ),
  );
  return query.size === 0 ? filled : `${filled}?${query}`;
}

async function sendTo(
  address: string,
  method: string,
  key: string,
  type: string | undefined,
  body: string,
): Promise<Answer> {
  try {
    const response = await fetch(address, {
      method,
      headers: {
        ...(key !== "" && { authorization: `Bearer ${key}` }),
        ...(type !== undefined && { "content-type": type }),
      },
      ...(type !== undefined && { body }),
      redirect: "manual",
    });
    const text = await response.text();
    return { status: `${response.status} ${response.statusText}`, body: prettyOf(text) };
  } catch (error) {
    return { status: "No answer", body: (error as Error).message };
  }
}

function prettyOf(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
