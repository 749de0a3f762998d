// People who sign in: what they type, and the code that their telephone shows.
import { createHmac } from "node:crypto";

export const PASSWORD = "quatre girafes lisent dehors";

/** The six digits of a secret at a moment (RFC 6238: SHA-1, 30 seconds). */
export function totp(secret, now = Date.now()) {
  const bits = [...secret.replace(/\s/g, "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const at = digest[19] & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Fills in fields by their labels and sends the form that holds the button. */
export async function fill(page, fields, button) {
  const form = page.locator("form").filter({ has: page.getByRole("button", { name: button, exact: true }) });
  for (const [label, value] of Object.entries(fields)) {
    const field = form.getByLabel(label).first();
    if (await field.evaluate((element) => element.tagName) === "SELECT") await field.selectOption({ label: value });
    else await field.fill(value);
  }
  await form.getByRole("button", { name: button, exact: true }).click();
}

/** On the page that protects a new account: reads the secret, types its code, leaves with the codes noted. */
export async function enrol(page) {
  const secret = await page.locator(".pv-codes code").first().textContent();
  await fill(page, { "Code à six chiffres": totp(secret) }, "Vérifier le code");
  const codes = await page.locator(".pv-codes code").allTextContents();
  await page.getByRole("link", { name: "Je les ai notés" }).click();
  return codes;
}

/** Signs in to a demonstration account, whose page shows the code. */
export async function enterDemo(page, origin, who) {
  await page.goto(`${origin}/fr/connexion`);
  await fill(page, { "Adresse électronique": `${who}@demo.example`, "Mot de passe": PASSWORD }, "Se connecter");
  const code = (await page.textContent("main")).match(/le code est (\d{6})/)[1];
  await page.locator("#code-code").fill(code);
  await page.getByRole("button", { name: "Continuer", exact: true }).first().click();
  await page.waitForURL("**/bureau");
}
