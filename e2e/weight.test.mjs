// A first visit of an edition stays light on the wire.
import assert from "node:assert/strict";
import { after, it } from "node:test";
import { launch, withPage } from "./lib/browser.mjs";
import { start } from "./lib/server.mjs";
import { latestEdition } from "./lib/site.mjs";
import { weigh } from "./lib/weigh.mjs";

const BUDGET = 50 * 1024;
/** Not ours to shrink: fonts, and the stylesheet of the state's theme. */
const exempt = ({ type, url }) => type === "Font" || /\/state[^/]*\.css$/.test(new URL(url).pathname);

const server = await start();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});

it(`the latest edition costs at most ${BUDGET} bytes`, async (t) => {
  const path = await withPage(browser, {}, (page) => latestEdition(page, server.origin));
  await withPage(browser, {}, async (page) => {
    const all = await weigh(page, server.origin + path);
    for (const { bytes, type, encoding, url } of all) t.diagnostic(`${bytes} bytes  ${type}  ${encoding}  ${new URL(url).pathname}`);
    assert.equal(all.find(({ type }) => type === "Document").encoding, "br", "the page is compressed with brotli");
    const total = all.filter((one) => !exempt(one)).reduce((sum, { bytes }) => sum + bytes, 0);
    assert.ok(total > 0 && total <= BUDGET, `${total} bytes`);
  });
});
