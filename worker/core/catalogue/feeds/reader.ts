import type { FeedFormat } from "../../../wire/import.ts";
import { ITEMS, type Vocabulary } from "./attributes.ts";
import { FeedError, type FeedReader } from "./feed.ts";
import { JsonReader, LinesReader } from "./json.ts";
import { TableReader } from "./table.ts";
import { XmlReader } from "./xml.ts";

const READERS: Record<FeedFormat, (vocabulary: Vocabulary) => FeedReader> = {
  xml: (vocabulary) => {
    if (vocabulary !== ITEMS)
      throw new FeedError(1, `XML is read for items, this is to be a ${vocabulary.what}`);
    return new XmlReader();
  },
  csv: (vocabulary) => new TableReader(null, vocabulary),
  tsv: (vocabulary) => new TableReader("\t", vocabulary),
  json: (vocabulary) => new JsonReader(vocabulary),
  ndjson: (vocabulary) => new LinesReader(vocabulary),
};

/** A reader for one file of a format; of items unless a vocabulary says otherwise. */
export const readerOf = (format: FeedFormat, vocabulary: Vocabulary = ITEMS): FeedReader =>
  READERS[format](vocabulary);
