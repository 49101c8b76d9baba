// A headless Chromium, and a server on this machine for its pages.
import { accessSync, constants } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { delimiter, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const ROOT = new URL("../../", import.meta.url);

// Without these Chromium keeps calling its maker.
const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

function installed() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = ["chromium", "chromium-browser", "google-chrome"].flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Chromium from PATH, else the one that Playwright installed. */
export async function launch() {
  const executablePath = installed();
  // Chromium's sandbox refuses to start as root.
  const args = process.getuid?.() === 0 ? [...QUIET, "--no-sandbox"] : QUIET;
  return chromium.launch(executablePath ? { args, executablePath } : { args });
}

/** Serves the files under the given folders of this repository, each with the policy as its CSP. */
export async function serve(folders, policy) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const allowed = folders.some((folder) => path.startsWith(`/${folder}/`));
    try {
      if (!allowed) throw new Error("not served");
      const body = await readFile(fileURLToPath(new URL(`.${path}`, ROOT)));
      response.writeHead(200, { "content-security-policy": policy, "content-type": TYPES[extname(path)] ?? "" });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

/** Collects what a page must not do: write to the console, throw, or ask for anything that fails. */
export function watch(page) {
  const complaints = [];
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => complaints.push(`request: ${request.url()}`));
  return complaints;
}
