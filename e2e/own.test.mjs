// Parvis held to its own rules: `parvis probe` opens the pages that everybody sees, in the real browser, and finds nothing
// but what this installation of a test cannot have.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, it } from "node:test";
import { promisify } from "node:util";
import { start } from "./lib/server.mjs";

const server = await start();
after(() => server.stop());

/** What is found here and would not be at a real address, or is no fault; each with its reason. */
const EXPECTED = {
  "page-not-encrypted": "a test has no certificate",
  "statement-without-date": "no administration has audited the demonstration",
  "statement-without-contact": "nor says whom to write to",
  "security-txt-missing": "nor whom to tell of a weakness",
  "no-other-way": "an observatory is no procedure",
  // Text over the shapes of a chart: axe-core cannot tell the colour under it. crates/platform/charts tests the contrast of each pair.
  "axe-color-contrast": "text of a picture of figures, and grades, whose mark is made by style",
  "link-to-file": "files are made when they are asked for: their size is not known before",
};

/** Abbreviations in the names of administrations, which are open data. */
const ADMINISTRATIONS = new Set(["GIP"]);

const PAGES = {
  fr: ["/fr", "/fr/demarches", "/fr/demarches/jdma-44", "/fr/indicateurs", "/fr/indicateurs/satisfaction", "/fr/donnees", "/fr/methode", "/fr/accessibilite", "/fr/mentions-legales", "/fr/connexion"],
  en: ["/en", "/en/procedures/jdma-44", "/en/indicators/satisfaction", "/en/accessibility", "/en/sign-in"],
};

for (const [lang, paths] of Object.entries(PAGES)) {
  it(`our own pages are sound to our own probes (${lang})`, { timeout: 300_000 }, async () => {
    const urls = paths.map((path) => `${server.origin}${path}`);
    const options = ["probe", "--lang", lang, "--allow-private", "--browser", "--links", "0", "--format", "json"];
    const { stdout } = await promisify(execFile)(process.env.PARVIS_BIN, [...options, ...urls], { maxBuffer: 1 << 28 });
    const { pages } = JSON.parse(stdout);
    assert.equal(pages.length, paths.length);
    for (const page of pages) {
      assert.equal(page.status, 200, page.url);
      assert.equal(page.browser?.missed, null, `${page.url} was seen in a browser`);
      const found = page.findings.filter((one) => !(one.rule in EXPECTED || ADMINISTRATIONS.has(one.seen)) || (one.rule === "axe-color-contrast" && !/^<text|pv-grade__value/.test(one.excerpt)));
      assert.deepEqual(found.map(({ verdict, rule, excerpt, seen }) => ({ verdict, rule, excerpt, seen })), [], page.url);
      assert.deepEqual(page.findings.filter((one) => one.verdict === "failed" && one.rule !== "page-not-encrypted"), []);
    }
  });
}
