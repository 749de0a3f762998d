// Writes axe/: axe-core as its makers publish it and its French words, for the probes, served to nobody. And
// writes dist/: neutral.css, passkey.js and survey.js always, state.css when the state's design system is
// installed under state/ (its terms of use are for the deployer to accept).
// The same sources give the same bytes: no date, no path, no randomness.
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { transform } from "lightningcss";
import { cutStateTheme, targets } from "./state/cut.mjs";

const here = (path) => new URL(path, import.meta.url);
const read = (path) => readFile(here(path), "utf8");
const NEUTRAL_BUDGET = 9 * 1024;

const [neutral, parvis, sample] = await Promise.all([read("neutral.css"), read("parvis.css"), read("sample.html")]);

await rm(here("dist/"), { recursive: true, force: true });
await mkdir(here("dist/"), { recursive: true });

await writeFile(here("dist/neutral.css"), minify("neutral.css", neutral + parvis));

for (const script of ["passkey.js", "survey.js"]) await copyFile(here(script), here(`dist/${script}`));

await rm(here("axe/"), { recursive: true, force: true });
await mkdir(here("axe/"), { recursive: true });
for (const file of ["axe.min.js", "locales/fr.json", "LICENSE"]) {
  await copyFile(here(`node_modules/axe-core/${file}`), here(`axe/${file.split("/").at(-1)}`));
}

const designSystem = here("state/node_modules/@gouvfr/dsfr/");
if (existsSync(here("state/node_modules/@gouvfr/dsfr/package.json"))) {
  const theme = await read("state/theme.css");
  await cutStateTheme({ designSystem, dist: here("dist/"), vocabulary: classesOf(neutral, theme, sample), ours: theme + parvis });
} else {
  console.log("state.css: not built, the state's design system is not installed (README.md, \"The state theme\")");
}

for (const name of (await readdir(here("dist/"))).filter((file) => file.endsWith(".css")).sort()) {
  const bytes = await readFile(here(`dist/${name}`));
  const brotli = brotliCompressSync(bytes).length;
  console.log(`${name}: ${bytes.length} bytes, gzip ${gzipSync(bytes, { level: 9 }).length}, brotli ${brotli}`);
  if (name === "neutral.css" && brotli > NEUTRAL_BUDGET) {
    console.error(`neutral.css is over its budget of ${NEUTRAL_BUDGET} bytes`);
    process.exitCode = 1;
  }
}

function minify(filename, css) {
  return transform({ filename, code: Buffer.from(css), minify: true, targets }).code;
}

/** Every `fr-*` class that our stylesheets style or the sample uses: what the state theme keeps. */
function classesOf(...sources) {
  return new Set(sources.join("\n").match(/\bfr-[a-z][\w-]*/g));
}
