// Accessibility: axe-core, unmodified, with every rule of these tags.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"];

/** Violations of the page as lines "rule  selector  summary". The context needs `bypassCSP`. */
export async function violations(page) {
  await page.evaluate(source);
  const found = await page.evaluate(async (tags) => {
    const { violations } = await window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target, failureSummary }) => [target.join(" "), failureSummary]) }));
  }, TAGS);
  return found.flatMap(({ id, nodes }) => nodes.map(([selector, summary]) => `${id}  ${selector}  ${summary.replace(/\s+/g, " ")}`));
}
