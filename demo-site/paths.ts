/** `Mugs & Cups` → `mugs-cups`. */
export const slug = (name: string) =>
  name
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** `Kitchen > Mugs & Cups` → `/c/kitchen/mugs-cups/`; a department alone gives `/c/kitchen/`. */
export const categoryPath = (type: string) => `/c/${type.split(" > ").map(slug).join("/")}/`;
