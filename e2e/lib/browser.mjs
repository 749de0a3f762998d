// One Chromium for a test file; a fresh context for each page.
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** Playwright gives each launch its own fresh profile directory. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: FLAGS });
}

/**
 * Runs `use(page)` in a context of its own and closes it.
 * `bypassCSP` lets a test inject its own script; the page under test stays as served.
 */
export async function withPage(browser, { width = 1280, height = 800, javaScript = true, ...rest } = {}, use) {
  const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: javaScript, locale: "fr-FR", ...rest });
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}
