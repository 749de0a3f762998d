// What the tests of pages share: people's browsers, and whether a page is sound.
import assert from "node:assert/strict";
import { basename } from "node:path";
import { violations } from "./axe.mjs";

/** A page of its own for somebody who reads French; it waits ten seconds at most. */
export async function newPage(browser, options) {
  const page = await (await browser.newContext({ locale: "fr-FR", ...options })).newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

let pictures = 0;

/** Nothing is wrong with a page, wide or narrow, and it never scrolls sideways. `E2E_PICTURES` names a folder for its pictures. */
export async function isSound(page) {
  const of = basename(process.argv[1] ?? "page", ".test.mjs");
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await violations(page), [], `${page.url()} at ${width} px`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${page.url()} scrolls sideways`);
    if (process.env.E2E_PICTURES) await page.screenshot({ path: `${process.env.E2E_PICTURES}/${of}-${String(pictures++).padStart(2, "0")}-${width}.png`, fullPage: true });
  }
}

/** The page of somebody, where axe can run: scripts are on, and the policy of the page does not stop them. */
export async function isSoundFor(browser, page) {
  const eye = await newPage(browser, { bypassCSP: true, storageState: await page.context().storageState() });
  await eye.goto(page.url());
  await isSound(eye);
  await eye.context().close();
}

/** The words of a page, with plain spaces. */
export const words = async (page) => (await page.textContent("main")).replaceAll(/[\u202f\u00a0]/g, " ");
