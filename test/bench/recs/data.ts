import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

export interface Case {
  /** Item ids in the order they were viewed; the last is on screen. */
  prefix: string[];
  next: string;
}

export interface DataSet {
  name: string;
  /** In time order. */
  train: string[][];
  cases: Case[];
  /** Item → category, where it is known. */
  categories: Map<string, string> | null;
}

/** The values of a file that holds one JSON value a line, gzipped or not. */
export function jsonLines(path: string): unknown[] {
  return textOf(path)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as unknown);
}

export function textOf(path: string): string {
  const bytes = readFileSync(path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isGzip ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** Sessions as arrays of ids; a `{prefix, next}` line is the session that it was cut from. */
export const readSessions = (path: string): string[][] =>
  jsonLines(path).map((line) =>
    (Array.isArray(line) ? (line as unknown[]) : sessionOf(line)).map(String),
  );

function sessionOf(line: unknown): unknown[] {
  const { prefix, next } = line as { prefix: unknown[]; next: unknown };
  return [...prefix, next];
}

export const readCases = (path: string): Case[] =>
  jsonLines(path).map((line) => {
    const { prefix, next } = line as { prefix: unknown[]; next: unknown };
    return { prefix: prefix.map(String), next: String(next) };
  });

export const readCategories = (path: string): Map<string, string> =>
  new Map(
    jsonLines(path).map((line) => {
      const { item, category } = line as { item: unknown; category: unknown };
      return [String(item), String(category)];
    }),
  );

/** Each session cut at every click. */
export const casesOf = (sessions: readonly string[][]): Case[] =>
  sessions.flatMap((session) =>
    session.slice(1).map((next, i) => ({ prefix: session.slice(0, i + 1), next })),
  );
