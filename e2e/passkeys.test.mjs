// A passkey as a second factor, with the browser's own virtual keys: set up with the account, shown at the sign-in,
// renamed, removed, and never the last one. What they need when they are not there is said in the page.
import assert from "node:assert/strict";
import { after, it } from "node:test";
import { violations } from "./lib/axe.mjs";
import { launch } from "./lib/browser.mjs";
import { enterDemo, fill, PASSWORD, totp } from "./lib/people.mjs";
import { start, startNamed } from "./lib/server.mjs";

const EMAIL = "premiere@exemple.fr";
const server = await startNamed();
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
});

const context = await browser.newContext({ locale: "fr-FR" });
const page = await context.newPage();
page.setDefaultTimeout(10_000);
const devtools = await context.newCDPSession(page);
await devtools.send("WebAuthn.enable");

const go = (path) => page.goto(server.origin + path);
const says = async (text, where = page) =>
  assert.match((await where.textContent("main")).replaceAll("\u202f", " ").replaceAll("\u00a0", " "), text);
const press = (name) => page.getByRole("button", { name, exact: true }).click();

/** Plugs a key in; `unplug` with what is returned. */
async function plug() {
  const options = { protocol: "ctap2", transport: "usb", hasResidentKey: true, hasUserVerification: true, isUserVerified: true };
  return (await devtools.send("WebAuthn.addVirtualAuthenticator", { options })).authenticatorId;
}
const unplug = (authenticatorId) => devtools.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });

/** Nothing is wrong with the page on a wide and on a narrow screen. */
async function accessible() {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await violations(page), [], `${page.url()} at ${width} px`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${page.url()} scrolls sideways`);
  }
}

async function signIn() {
  await go("/fr/connexion");
  await fill(page, { "Adresse électronique": EMAIL, "Mot de passe": PASSWORD }, "Se connecter");
  await page.waitForURL("**/connexion/code*");
}

const blue = await plug();

it("protects a new account without any application", async () => {
  await page.goto(server.console().match(/http:\S+installation\?code=[\w-]+/)[0]);
  const fields = { "Nom de l'espace": "Mission qualité", "Prénom et nom": "Personne Première", "Adresse électronique": EMAIL };
  await fill(page, { ...fields, "Nouveau mot de passe": PASSWORD, "Le même mot de passe": PASSWORD }, "Créer l'espace et le compte");
  await says(/Protéger votre compte/);
  await accessible();
  await fill(page, { "Nom de la clé": "Clé bleue" }, "Ajouter cette clé d'accès");
  await page.getByRole("link", { name: "Je les ai notés" }).waitFor();
  assert.equal(await page.locator(".pv-codes code").count(), 10);
  await page.getByRole("link", { name: "Je les ai notés" }).click();
  await says(/Administrateur de la plateforme/);
});

it("signs in with the passkey after the password", async () => {
  await press("Se déconnecter");
  await signIn();
  await accessible();
  assert.equal(await page.getByLabel("Code à six chiffres").count(), 0, "there is no application");
  await press("Utiliser une clé d'accès");
  await page.waitForURL("**/bureau");
  await go("/fr/bureau/journal");
  await says(/Se connecter[\s\S]*passkey/);
});

it("refuses to remove the last second factor", async () => {
  await go("/fr/bureau/compte");
  await page.getByRole("link", { name: "Clés d'accès" }).click();
  await accessible();
  await page.getByRole("link", { name: "Clé bleue" }).click();
  await accessible();
  await press("Retirer définitivement");
  await says(/C'est votre dernier second facteur/);
  await accessible();
});

it("says that a key is there already, and adds another one", async () => {
  await go("/fr/bureau/compte/cles-d-acces");
  await fill(page, { "Nom de la clé": "Encore la bleue" }, "Ajouter cette clé d'accès");
  await page.getByRole("status").filter({ hasText: "déjà ajoutée" }).waitFor();
  await unplug(blue);
  const telephone = await plug();
  await fill(page, { "Nom de la clé": "Tablette" }, "Ajouter cette clé d'accès");
  await page.waitForURL("**fait=passkey-added");
  await page.getByRole("link", { name: "Tablette" }).click();
  await fill(page, { "Nom de la clé": "Téléphone" }, "Enregistrer");
  await says(/La clé d'accès a changé de nom/);
  assert.deepEqual(await page.locator("tbody th").allTextContents(), ["Clé bleue", "Téléphone"]);
  await page.getByRole("link", { name: "Clé bleue" }).click();
  await press("Retirer définitivement");
  await says(/La clé d'accès est retirée/);
  assert.deepEqual(await page.locator("tbody th").allTextContents(), ["Téléphone"]);
  await press("Se déconnecter");
  await signIn();
  await press("Utiliser une clé d'accès");
  await page.waitForURL("**/bureau");
  await unplug(telephone);
});

it("offers codes beside the passkey once there is an application, and says when no key answers", async () => {
  await go("/fr/bureau/compte");
  await page.getByRole("link", { name: "Ajouter une application de codes" }).click();
  const secret = await page.locator(".pv-codes code").first().textContent();
  // The code of half a minute ago, so that the next one is still good.
  await fill(page, { "Code à six chiffres": totp(secret, Date.now() - 30_000) }, "Vérifier le code");
  await page.getByRole("link", { name: "Je les ai notés" }).click();
  await press("Se déconnecter");
  await signIn();
  await accessible();
  const other = await plug();
  await press("Utiliser une clé d'accès");
  await page.getByRole("status").filter({ hasText: "Aucune clé d'accès n'a répondu" }).waitFor();
  await unplug(other);
  await fill(page, { "Code à six chiffres": totp(secret) }, "Continuer");
  await page.waitForURL("**/bureau");
});

it("says without JavaScript that passkeys need it", async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await context.storageState() });
  const other = await plain.newPage();
  await other.goto(`${server.origin}/fr/bureau/compte/cles-d-acces`);
  await says(/Les clés d'accès demandent JavaScript/, other);
  assert.equal(await other.getByRole("button", { name: "Ajouter cette clé d'accès" }).isVisible(), false);
  await plain.close();
});

it("says at an address without a name that passkeys need one", async () => {
  const nameless = await start();
  try {
    const other = await context.newPage();
    await enterDemo(other, nameless.origin, "audit");
    await other.goto(`${nameless.origin}/fr/bureau/compte/cles-d-acces`);
    await says(/il lui faut d'abord un nom/, other);
    assert.equal(await other.locator("form[data-ceremony]").count(), 0);
  } finally {
    await nameless.stop();
  }
});
