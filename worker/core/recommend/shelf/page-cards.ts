/** A page of the shop that is no product: what it takes to show it. */
export interface PageCard {
  /** `page:<path>`. */
  id: string;
  title: string;
  /** Path on the shop's own host. */
  link: string;
}

/** A page as storage keeps it. */
export interface StoredPage extends PageCard {
  /** Orders that told of it by this title, counted up to `TOLD_BY`. */
  told: number;
}

const PAGE = "page:";
const MAX_PAGES = 5_000;

/** A page is shown when so many orders told the same title: what greets a customer by name is not. */
const TOLD_BY = 3;

export const pageKey = (path: string): string => PAGE + path;
export const isPageKey = (id: string): boolean => id.startsWith(PAGE);

/** Titles of the pages that buyers read, as they were last told; of too many the oldest go. */
export class PageCards {
  readonly #pages = new Map<string, StoredPage>();
  readonly #dirty = new Set<string>();

  /** The page, once enough have told of it. */
  get(id: string): PageCard | undefined {
    const page = this.#pages.get(id);
    if (page === undefined || page.told < TOLD_BY) return undefined;
    return { id, title: page.title, link: page.link };
  }

  put(card: PageCard): void {
    const known = this.#pages.get(card.id);
    const isSame = known?.title === card.title && known.link === card.link;
    const told = isSame ? Math.min(TOLD_BY, known.told + 1) : 1;
    this.#pages.delete(card.id);
    this.#pages.set(card.id, { ...card, told });
    if (!isSame || told !== known.told) this.#dirty.add(card.id);
    const [oldest] = this.#pages.size > MAX_PAGES ? this.#pages.keys() : [];
    if (oldest === undefined) return;
    this.#pages.delete(oldest);
    this.#dirty.add(oldest);
  }

  load(pages: Iterable<StoredPage>): void {
    for (const page of pages) this.#pages.set(page.id, page);
  }

  /** What has changed since the last call; null for a page that is kept no longer. */
  takeDirty(): [id: string, page: StoredPage | null][] {
    const changed = Array.from(this.#dirty, (id): [string, StoredPage | null] => [
      id,
      this.#pages.get(id) ?? null,
    ]);
    this.#dirty.clear();
    return changed;
  }
}
