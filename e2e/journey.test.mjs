// What a person comes for, by real clicks, with JavaScript off.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, it } from "node:test";
import { launch, withPage } from "./lib/browser.mjs";
import { parseCsv } from "./lib/csv.mjs";
import { start } from "./lib/server.mjs";

const server = await start();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});

it("from the home page to the figures of a weak procedure, in both languages, and its data", () =>
  withPage(browser, { javaScript: false, acceptDownloads: true }, async (page) => {
    await page.goto(`${server.origin}/fr`);
    await page.locator('a[href*="/editions/"]').first().click();
    await page.waitForURL(/\/fr\/editions\/[^/]+$/);

    const filters = page.locator("form:has(.pv-filters)");
    const apply = () => filters.locator('button[type="submit"]').first().click();
    const rows = page.locator(".pv-table tbody tr");
    const names = async () => (await page.locator(".pv-table tbody th a").allInnerTexts()).map((name) => name.trim());
    const all = await rows.count();

    // Search without accents
    const text = filters.locator('input[type="search"], input[type="text"]').first();
    await text.fill("impot");
    await apply();
    const matches = await names();
    assert.ok(matches.length > 0 && matches.length < all, `${matches.length} of ${all} procedures`);
    assert.ok(matches.some((name) => /impôt/i.test(name)), `"impot" finds "impôt": ${matches.join(" | ")}`);
    await text.fill("IMPÔT");
    await apply();
    assert.deepEqual((await names()).toSorted(), matches.toSorted(), "accents and capitals do not matter");

    // Filter by grade
    const grade = filters.getByLabel(/niveau/i);
    const red = await grade.locator("option").evaluateAll((options) => options.find((one) => /red|rouge|insuffisant/i.test(one.value + one.text))?.value);
    await grade.selectOption(red);
    await apply();
    if (await rows.count() === 0) {
      await text.fill("");
      await apply();
    }
    const weak = await names();
    assert.ok(weak.length > 0, "some procedure is red");
    assert.equal(await rows.filter({ has: page.locator(".pv-grade--red") }).count(), weak.length, "each row shown has a red grade");
    assert.equal(await grade.inputValue(), red, "the form keeps what was asked");

    // Sort: the same procedures, in an order that was asked for
    const sort = filters.getByLabel(/trier/i);
    await sort.selectOption({ index: 1 });
    await apply();
    assert.deepEqual((await names()).toSorted(), weak.toSorted(), "sorting keeps the same rows");
    const view = page.url();

    // Download what is shown
    const shown = await names();
    const link = page.locator('a[href*="csv"]').first();
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    const [header, ...records] = parseCsv(await readFile(await download.path(), "utf8"));
    const column = header.findIndex((_, index) => records.some((record) => record[index] === shown[0]));
    assert.ok(column >= 0, `no column of the file holds "${shown[0]}"`);
    const inFile = new Set(records.map((record) => record[column]));
    assert.deepEqual(shown.filter((name) => !inFile.has(name)), [], "each row shown is in the file");
    if (await page.locator(".fr-pagination").count() === 0) assert.equal(inFile.size, new Set(shown).size, "the file holds no other row");

    // Follow a procedure, then read it in English
    await page.goto(view);
    const name = (await names())[0];
    await page.locator(".pv-table tbody th a").first().click();
    assert.equal((await page.locator("h1").innerText()).trim(), name);
    const french = new URL(page.url()).pathname;
    await page.locator('.pv-lang a[hreflang="en"]').click();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await page.locator('.pv-lang a[hreflang="fr"]').click();
    assert.equal(new URL(page.url()).pathname, french, "there and back is the same page");
  }));
