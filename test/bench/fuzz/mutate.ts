import { below, chance, ODD_TEXTS, pick, type Source } from "./source.ts";

type Node = Record<string | number, unknown>;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** Deeper than any recursion over what was sent should go. */
const deep = (): unknown => JSON.parse("[".repeat(3_000) + "]".repeat(3_000));

const ODD: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 0.1,
  () => 2 ** 53,
  () => -(2 ** 63),
  () => 1e308,
  () => 5e-324,
  () => [],
  () => ({}),
  () => [[[]]],
  () => ({ __proto__: null, toString: 1, length: -1 }),
  () => Array.from({ length: 1_200 }, () => 0),
  deep,
];

const oddValue = (source: Source): unknown =>
  chance(source, 0.5) ? pick(source, ODD_TEXTS) : pick(source, ODD)();

/** The value with one to three of its parts replaced, left out, doubled, wrapped or renamed. */
export function mutated(value: unknown, source: Source): unknown {
  const root: Node = { value: structuredClone(value) };
  for (let left = 1 + below(source, 3); left > 0; left--) mutateOne(root, source);
  return root["value"];
}

function mutateOne(root: Node, source: Source): void {
  const [parent, key] = placeIn(root, source);
  const here = parent[key];
  switch (below(source, 6)) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else if (parent !== root) delete parent[key];
      break;
    case 1:
      parent[key] = [here];
      break;
    case 2:
      if (Array.isArray(parent)) parent.push(here);
      else if (parent !== root) parent[pick(source, ODD_TEXTS)] = here;
      break;
    case 3:
      parent[key] = typeof here === "string" ? Number(here) : JSON.stringify(here);
      break;
    default:
      parent[key] = oddValue(source);
  }
}

/** A place somewhere in a tree, deeper ones as likely as those above. */
function placeIn(root: Node, source: Source): [parent: Node, key: string] {
  let [parent, key]: [Node, string] = [root, "value"];
  for (;;) {
    const here = parent[key];
    const keys = isNode(here) ? Object.keys(here) : [];
    if (keys.length === 0 || chance(source, 0.25)) return [parent, key];
    [parent, key] = [here as Node, pick(source, keys)];
  }
}

/** JSON text that no value makes: cut, with keys twice, numbers too great, or bytes that are no text. */
export function mutatedText(json: string, source: Source): Buffer {
  const at = below(source, json.length + 1);
  const spliced = (text: string, gone = 0) => json.slice(0, at) + text + json.slice(at + gone);
  switch (below(source, 9)) {
    case 0:
      return Buffer.from(json.slice(0, at));
    case 1:
      return Buffer.from(
        json.replace("{", `{"visitor":1,"events":[],"items":null,"__proto__":{"x":1},`),
      );
    case 2:
      return Buffer.from(json.replace(/\d+/, "1e999"));
    case 3:
      return Buffer.from("[".repeat(20_000) + json);
    case 4:
      return Buffer.concat([
        Buffer.from(json.slice(0, at)),
        Buffer.from([0xc0, 0x80, 0xff, 0xed, 0xa0]),
      ]);
    case 5:
      return Buffer.from(spliced(pick(source, ['"', "\\u", "\\ud800", "\u0000", ",", "}", "//"])));
    case 6:
      return Buffer.from(json, "utf16le");
    case 7:
      return Buffer.from(`\ufeff${json}`);
    default:
      return Buffer.from(spliced("", 1 + below(source, 9)));
  }
}
