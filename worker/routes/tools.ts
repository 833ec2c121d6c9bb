import { Hono } from "hono";
import { TOOLS, type ToolsReply } from "../wire/tools.ts";
import { type AppEnv, callerOf } from "./context.ts";

/**
 * `GET /v1/tools`: what an assistant of the shop, such as a chatbot, can do with a secret key; each
 * tool with its parameters and the request that it stands for.
 */
export const tools = new Hono<AppEnv>().get("/", async (c) => {
  await callerOf(c, "sk", "reports:read");
  return c.json({ tools: TOOLS } satisfies ToolsReply);
});
