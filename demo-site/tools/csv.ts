/** Fields of one CSV line (RFC 4180 quoting, no line breaks inside a field). */
export function fields(line: string): string[] {
  const found: string[] = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    found.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
  }
  return found;
}

/** One line of Online Retail. `quantity` is negative in a cancellation. */
export interface SourceLine {
  invoice: string;
  item: string;
  name: string;
  quantity: number;
  /** `2010-12-01 08:26:00`, shop's local time. */
  time: string;
  /** Pounds for one. */
  price: number;
  customer: string;
}

/** The lines of Online Retail that sell or cancel a product for a known customer. */
export function productLines(csv: string): SourceLine[] {
  const lines: SourceLine[] = [];
  for (const text of csv.split("\n").slice(1)) {
    const [invoice, code, name, quantity, time, price, customer] = fields(text);
    if (!invoice || !code || !name || !time || !/^\d+$/.test(customer ?? "")) continue;
    const line: SourceLine = {
      invoice,
      item: code.trim().toUpperCase(),
      name: name.trim(),
      quantity: Number(quantity),
      time,
      price: Number(price),
      customer: customer!,
    };
    if (isProduct(line.item) && line.price > 0 && line.quantity !== 0) lines.push(line);
  }
  return lines;
}

/** Products have five digits and perhaps a variant letter; POST, DOT, M, BANK CHARGES do not. */
const isProduct = (code: string) => /^\d{5}[A-Z]{0,2}$/.test(code) && code !== NEXT_DAY_CARRIAGE;

/** A delivery charge that was booked under a product code. */
const NEXT_DAY_CARRIAGE = "23444";
