import type { FeedFormat } from "../../../wire/import.ts";
import type { FeedReader } from "./feed.ts";
import { JsonReader, LinesReader } from "./json.ts";
import { TableReader } from "./table.ts";
import { XmlReader } from "./xml.ts";

const READERS: Record<FeedFormat, () => FeedReader> = {
  xml: () => new XmlReader(),
  csv: () => new TableReader(null),
  tsv: () => new TableReader("\t"),
  json: () => new JsonReader(),
  ndjson: () => new LinesReader(),
};

/** A reader for one file of a format. */
export const readerOf = (format: FeedFormat): FeedReader => READERS[format]();
