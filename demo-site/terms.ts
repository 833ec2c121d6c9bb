/** Pounds in a basket from which delivery costs nothing: pages, basket and the Worker's settings say the same. */
export const FREE_DELIVERY_FROM = 40;
