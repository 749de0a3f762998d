// Cuts the state theme from the installed design system: the core and the components
// we use, less the rules for classes outside our vocabulary, then our own components.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { transform } from "lightningcss";

/** Browsers the stylesheets are written for (major version << 16). */
export const targets = { chrome: 90 << 16, edge: 90 << 16, firefox: 90 << 16, safari: 14 << 16, ios_saf: 14 << 16 };

const COMPONENTS = [
  "link", "button", "form", "input", "select", "checkbox", "radio", "search", "logo", "skiplink",
  "header", "navigation", "breadcrumb", "footer", "tag", "badge", "alert", "callout", "tile", "card",
  "pagination", "table", "summary",
];
const FONT = /\/fonts\/(Marianne-(?:Regular|Medium|Bold)\.woff2)$/;

export async function cutStateTheme({ designSystem, dist, vocabulary, ours }) {
  const from = (path) => new URL(path, designSystem);
  const { version } = JSON.parse(await readFile(from("package.json"), "utf8"));
  const sheets = ["core/core.main.css", ...COMPONENTS.map((name) => `component/${name}/${name}.main.css`)];

  const copies = new Map();
  const parts = [];
  for (const sheet of sheets) {
    const address = from(`dist/${sheet}`);
    const code = await readFile(address).catch(() => { throw new Error(`the design system ${version} has no dist/${sheet}`); });
    parts.push(relocate(purge(code, sheet, vocabulary), address, copies));
  }

  const own = transform({ filename: "state.css", code: Buffer.from(ours), minify: true, targets }).code;
  const note = `/*! DSFR ${version}, Système de Design de l'État, Service d'information du Gouvernement: licence etalab-2.0, use restricted by its own terms (LICENSE-DSFR.md). Then Parvis, Apache-2.0. */\n`;
  await writeFile(new URL("state.css", dist), Buffer.concat([Buffer.from(note), ...parts, own]));
  await copyFile(from("LICENSE.md"), new URL("LICENSE-DSFR.md", dist));
  for (const [target, source] of copies) {
    const destination = new URL(target, dist);
    await mkdir(new URL(".", destination), { recursive: true });
    await copyFile(source, destination);
  }
}

/** Drops selectors that name a class we do not use, then rules left without selector. */
function purge(code, filename, vocabulary) {
  const known = ({ type, name }) => type !== "class" || !name.startsWith("fr-") || vocabulary.has(name);
  const notIcon = (part) => part.type !== "attribute" || part.name !== "class" || !/icon|fi-/.test(part.operation?.value ?? "");
  const kept = (selector) => selector.every((part) =>
    known(part) && notIcon(part) && (part.kind !== "is" && part.kind !== "where" || part.selectors.some(kept)));
  return transform({
    filename, code, minify: true, targets,
    visitor: {
      Rule: {
        style(rule) {
          const selectors = rule.value.selectors.filter(kept);
          return selectors.length ? { ...rule, value: { ...rule.value, selectors } } : [];
        },
        // Three weights of Marianne, as woff2, are enough for our pages.
        "font-face"(rule) {
          const properties = rule.value.properties.map((property) =>
            property.type === "source" ? { ...property, value: property.value.filter((one) => FONT.test(one.value?.url?.url ?? "")) } : property);
          return properties.some(({ type, value }) => type === "source" && value.length) ? { ...rule, value: { ...rule.value, properties } } : [];
        },
      },
    },
  }).code;
}

/** Makes addresses relative to dist/ and notes which files must follow. */
function relocate(code, address, copies) {
  return transform({
    filename: address.pathname.split("/").pop(), code, minify: true,
    visitor: {
      Url(url) {
        if (/^(data:|#)/.test(url.url)) return url;
        const source = new URL(url.url, address);
        const target = (url.url.endsWith(".svg") ? "icons/" : "fonts/") + source.pathname.split("/").pop();
        copies.set(target, source);
        return { ...url, url: target };
      },
    },
  }).code;
}
