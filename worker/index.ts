import { app } from "./app.ts";

export { Catalogue } from "./objects/catalogue.ts";
export { Courier } from "./objects/courier.ts";
export { Directory } from "./objects/directory.ts";
export { Exporter } from "./objects/exporter.ts";
export { Import } from "./objects/import.ts";
export { Learner } from "./objects/learner.ts";
export { Ledger } from "./objects/ledger.ts";
export { Person } from "./objects/person.ts";
export { Privacy } from "./objects/privacy.ts";
export { Shelf } from "./objects/shelf.ts";
export { Shop } from "./objects/shop.ts";

export default app;
