/** What lines of JSON hold, as they come. */
export async function* recordsIn(body: ReadableStream<Uint8Array>): AsyncGenerator<object> {
  let rest = "";
  for await (const piece of piecesOf(body)) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop()!;
    for (const line of lines) if (line !== "") yield JSON.parse(line) as object;
  }
  if (rest !== "") yield JSON.parse(rest) as object;
}

/** Read one by one: not every platform's streams can be iterated. */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read())
      yield decoder.decode(read.value, { stream: true });
  } finally {
    await reader.cancel();
  }
}

/** The address of the next page in a `Link` header (RFC 8288), or null on the last. */
export const nextIn = (link: string | null): string | null =>
  /<([^>]*)>\s*;\s*rel="next"/.exec(link ?? "")?.[1] ?? null;
