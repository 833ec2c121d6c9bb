import { render } from "preact";
import { useState } from "preact/hooks";
import { type Document, type Operation, operationsOf } from "./document.ts";
import { OperationView } from "./operation-view.tsx";
import { Schemas } from "./schema-view.tsx";
import { Words } from "./words.tsx";

/** The page of the API: operations by resource, from the served document. */
function Docs({ document: api }: { document: Document }) {
  const [key, setKey] = useState("");
  const [words, setWords] = useState("");
  const all = operationsOf(api);
  const shown = api.tags.flatMap(({ name, description }) => {
    const operations = all.get(name)!.filter((each) => isAbout(each, words));
    return operations.length === 0 ? [] : [{ name, description, operations }];
  });
  return (
    <Schemas.Provider value={api.components.schemas}>
      <header>
        <h1>
          Okaeri API <small>{api.info.version}</small>
        </h1>
        <Words text={api.info.description} />
        <p>
          <a href="openapi.json">openapi.json</a>, OpenAPI 3.1
        </p>
        <div class="bar">
          <label>
            Search
            <input
              type="search"
              value={words}
              onInput={(event) => setWords(event.currentTarget.value)}
            />
          </label>
          <label>
            Your key, to try it
            <input
              type="password"
              autocomplete="off"
              value={key}
              placeholder="sk_… or pk_…"
              onInput={(event) => setKey(event.currentTarget.value.trim())}
            />
          </label>
        </div>
        <nav aria-label="Resources">
          {shown.map(({ name }) => (
            <a key={name} href={`#${anchorOf(name)}`}>
              {name}
            </a>
          ))}
        </nav>
      </header>
      <main>
        {shown.length === 0 && <p>Nothing has these words.</p>}
        {shown.map(({ name, description, operations }) => (
          <section key={name} aria-labelledby={anchorOf(name)}>
            <h2 id={anchorOf(name)}>{name}</h2>
            <Words text={description} />
            {operations.map((operation) => (
              <OperationView key={operation.operationId} operation={operation} apiKey={key} />
            ))}
          </section>
        ))}
      </main>
    </Schemas.Provider>
  );
}

const anchorOf = (name: string) => name.toLowerCase().replaceAll(" ", "-");

const isAbout = ({ method, path, summary, operationId }: Operation, words: string): boolean => {
  const text = `${method} ${path} ${summary} ${operationId}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

const root = document.getElementById("docs")!;
const api = (await (await fetch("openapi.json")).json()) as Document;
root.replaceChildren();
render(<Docs document={api} />, root);
document.getElementById(location.hash.slice(1))?.scrollIntoView();
