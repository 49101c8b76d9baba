// Looks at the HTML report of the sample assessment as its readers do: narrow and wide, light and dark.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, ROOT, watch } from "./browser.mjs";

const AXE = readFileSync(new URL("node_modules/axe-core/axe.min.js", ROOT), "utf8");
const SAMPLE = fileURLToPath(new URL("examples/assessments/northgrid-2026.yaml", ROOT));

const folder = mkdtempSync(join(tmpdir(), "csf-assess-report-"));
const report = join(folder, "report.html");
let browser;

before(async () => {
  const cli = ["run", "-q", "--release", "-p", "csf-assess-cli", "--"];
  const asked = ["report", SAMPLE, "--set", "nis2", "-o", report];
  const made = spawnSync("cargo", [...cli, ...asked], { cwd: fileURLToPath(ROOT), encoding: "utf8" });
  assert.equal(made.status, 0, made.stderr);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the report at ${width} px, ${colorScheme}`, async () => {
      // The page's policy would keep axe out too.
      const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const complaints = watch(page);
      const requests = [];
      page.on("request", (request) => requests.push(request.url()));
      const address = pathToFileURL(report).href;
      await page.goto(address, { waitUntil: "load" });

      const { scrollWidth, clientWidth } = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return { scrollWidth, clientWidth };
      });
      assert.ok(scrollWidth <= clientWidth, `the page is ${scrollWidth} px wide in ${clientWidth} px`);

      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      const shown = serious.map(
        ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target).join(", ")}`,
      );
      assert.deepEqual(shown, []);

      assert.deepEqual(
        requests.filter((url) => url !== address && !url.startsWith("data:")),
        [],
      );
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
}
