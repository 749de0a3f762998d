// Which pages the site has, found from its own sitemap and links.

const PER_KIND = 2;
/** From this many neighbours on, a segment of an address is taken for a variable. */
const VARIABLE_FROM = 9;

/** Paths of every public page, in the order of /sitemap.xml. */
export async function sitemap(origin) {
  const locations = async (path) => {
    const response = await fetch(origin + path);
    if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
    const xml = await response.text();
    const paths = [...xml.matchAll(/<loc>\s*([^<\s]+)\s*<\/loc>/g)].map(([, address]) => new URL(address.replaceAll("&amp;", "&")))
      .map(({ pathname, search }) => pathname + search);
    return xml.includes("<sitemapindex") ? (await Promise.all(paths.map(locations))).flat() : paths;
  };
  return [...new Set(await locations("/sitemap.xml"))];
}

/**
 * Kind → its paths. The language and the section are kept as they are; deeper, a segment
 * is variable if it holds a digit or has many neighbours.
 */
export function kinds(paths) {
  const neighbours = new Map();
  const walk = (path, visit) => {
    let kind = "";
    for (const [depth, segment] of path.split("?")[0].split("/").slice(1).entries()) kind += "/" + visit(kind, depth, segment);
    return kind;
  };
  const shape = (kind, depth, segment) =>
    depth >= 2 && (/\d/.test(segment) || (neighbours.get(kind)?.size ?? 0) >= VARIABLE_FROM) ? "*" : segment;
  for (const path of paths) walk(path, (kind, depth, segment) => {
    if (!neighbours.has(kind)) neighbours.set(kind, new Set());
    if (!/\d/.test(segment)) neighbours.get(kind).add(segment);
    return depth >= 2 && /\d/.test(segment) ? "*" : segment;
  });
  const found = new Map();
  for (const path of paths) {
    const kind = walk(path, shape);
    found.set(kind, [...(found.get(kind) ?? []), path]);
  }
  return found;
}

/** At most three pages of each kind; the same ones for the same seed (E2E_SEED). */
export function sample(found, seed = Number(process.env.E2E_SEED ?? 1)) {
  const random = mulberry32(seed);
  return [...found.values()].flatMap((paths) => {
    const left = [...paths];
    return Array.from({ length: Math.min(PER_KIND, left.length) }, () => left.splice(Math.floor(random() * left.length), 1)[0]);
  });
}

/** Path of the newest edition: the home page's first link to one. */
export async function latestEdition(page, origin, language = "fr") {
  await page.goto(`${origin}/${language}`);
  const hrefs = await page.locator("a[href]").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  const path = hrefs.find((href) => /^\/\w\w\/editions\/[^/.]+$/.test(href));
  if (!path) throw new Error(`/${language} has no link to an edition`);
  return path;
}

/** Views of a page that its own forms (GET) and sort links lead to: one value of each choice, a search, an empty search. */
export async function views(page) {
  return page.evaluate(() => {
    const found = new Set();
    for (const form of document.querySelectorAll("main form")) {
      if (form.method !== "get") continue;
      const view = (name, value) => {
        const address = new URL(form.action);
        address.search = new URLSearchParams([[name, value]]);
        found.add(address.pathname + address.search);
      };
      for (const select of form.querySelectorAll("select[name]")) {
        const choice = [...select.options].find((option) => option.value && !option.defaultSelected);
        if (choice) view(select.name, choice.value);
      }
      for (const input of form.querySelectorAll("input[type=search][name], input[type=text][name]")) {
        view(input.name, "impot");
        view(input.name, "zzzzzz");
      }
    }
    for (const link of [...document.querySelectorAll("main thead a[href]")].slice(0, 2)) found.add(link.pathname + link.search);
    return [...found];
  });
}

function mulberry32(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
