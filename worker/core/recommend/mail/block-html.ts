/** Addresses of one place of a block. */
export interface BlockSlot {
  image_url: string;
  link_url: string;
}

/** Narrower pictures cannot be told apart on a phone that shrinks a mail to its width. */
const LEAST_COLUMN_PX = 140;
const PADDING_PX = 8;

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string) => text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);

/**
 * A block as mail clients render it, Outlook's Word engine included: one table, widths as attributes,
 * styles inline, no script and no style sheet. It names no item, since which one a place shows is
 * chosen when the mail is opened.
 *
 * @param width in CSS pixels; narrower screens shrink it
 * @param alt what a picture is called where none is shown
 */
export function blockHtml(slots: readonly BlockSlot[], width: number, alt: string): string {
  const most = Math.max(1, Math.floor(width / LEAST_COLUMN_PX));
  const rows = Math.ceil(slots.length / most);
  const columns = Math.ceil(slots.length / rows);
  const column = Math.floor(width / columns);
  const cell = ({ image_url, link_url }: BlockSlot) => {
    const edge = column - 2 * PADDING_PX;
    const style = `display:block;width:100%;max-width:${edge}px;height:auto;border:0`;
    const image = `<img src="${escape(image_url)}" width="${edge}" alt="${escape(alt)}" style="${style}">`;
    const link = `<a href="${escape(link_url)}" target="_blank">${image}</a>`;
    return `<td width="${column}" valign="top" style="padding:${PADDING_PX}px">${link}</td>`;
  };
  const lines = Array.from({ length: rows }, (_, row) => {
    const cells = slots.slice(row * columns, (row + 1) * columns);
    const missing = columns - cells.length;
    const rest = missing > 0 ? `<td colspan="${missing}"></td>` : "";
    return `<tr>${cells.map(cell).join("")}${rest}</tr>`;
  });
  const style = `width:100%;max-width:${column * columns}px;border-collapse:collapse`;
  return [
    `<table role="presentation" width="${column * columns}" align="center" cellpadding="0" cellspacing="0" border="0" style="${style}">`,
    ...lines,
    "</table>",
  ].join("\n");
}
