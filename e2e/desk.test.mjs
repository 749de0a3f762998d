// From an empty database to an edition published by two people, an erratum, and the auditor who reads it all.
// Everyone works without JavaScript; the first administrator's pages are also checked by axe.
import assert from "node:assert/strict";
import { after, it } from "node:test";
import { fileURLToPath } from "node:url";
import { violations } from "./lib/axe.mjs";
import { launch } from "./lib/browser.mjs";
import { linkIn, sink } from "./lib/mail.mjs";
import { enrol, fill, PASSWORD } from "./lib/people.mjs";
import { startEmpty } from "./lib/server.mjs";

const data = (name) => fileURLToPath(new URL(`../data/observatory/${name}`, import.meta.url));
const mail = await sink();
const server = await startEmpty(mail.url);
const browser = await launch();
after(async () => {
  await browser.close();
  await server.stop();
  await mail.stop();
});

const people = {};

/** A browser of somebody's own. */
async function person(name, javaScript = false) {
  const context = await browser.newContext({ javaScriptEnabled: javaScript, locale: "fr-FR", bypassCSP: javaScript });
  people[name] = await context.newPage();
  people[name].setDefaultTimeout(10_000);
  return people[name];
}

const go = (page, path) => page.goto(server.origin + path);
const says = async (page, text) => assert.match((await page.textContent("main")).replaceAll("\u202f", " ").replaceAll("\u00a0", " "), text);

it("opens with the address that the console printed, once", async () => {
  const address = server.console().match(/http:\S+installation\?code=[\w-]+/)[0];
  const page = await person("keeper", true);
  await page.goto(address);
  assert.deepEqual(await violations(page), []);
  const fields = { "Nom de l'espace": "Mission qualité", "Prénom et nom": "Personne Première", "Adresse électronique": "premiere@exemple.fr" };
  await fill(page, { ...fields, "Nouveau mot de passe": "court", "Le même mot de passe": "court" }, "Créer l'espace et le compte");
  await says(page, /au moins 12 caractères/);
  assert.deepEqual(await violations(page), [], "a form that was refused");
  assert.equal(await page.getByLabel("Nom de l'espace").inputValue(), "Mission qualité", "what was typed is still there");
  assert.match(await page.title(), /^Erreur/);
  await page.locator("#erreurs a").click();
  assert.equal(await page.evaluate(() => document.activeElement.name), "password", "the error leads to its field");
  await fill(page, { "Nouveau mot de passe": PASSWORD, "Le même mot de passe": PASSWORD }, "Créer l'espace et le compte");
  assert.deepEqual(await violations(page), []);
  assert.equal((await enrol(page)).length, 10);
  await says(page, /Administrateur de la plateforme/);
  const again = await person("late");
  const answer = await again.goto(address);
  assert.equal(answer.status(), 409);
});

it("invites three colleagues by letter and gives each a role", async () => {
  const keeper = people.keeper;
  for (const [name, role] of [["Deux", "Responsable qualité"], ["Trois", "Responsable qualité"], ["Quatre", "Auditeur"]]) {
    await go(keeper, "/fr/bureau/inviter");
    const email = `${name.toLowerCase()}@exemple.fr`;
    await fill(keeper, { "Prénom et nom": `Personne ${name}`, "Adresse électronique": email }, "Envoyer l'invitation");
    await says(keeper, /L'invitation part/);
    const space = "Espace : Mission qualité";
    await fill(keeper, { "Rôle": role, "Sur": space, "Raison": "essai" }, "Donner");
    await says(keeper, /Le droit est donné/);
    const link = linkIn(await mail.letter(email));
    const page = await person(name);
    await page.goto(link);
    await fill(page, { "Nouveau mot de passe": PASSWORD, "Le même mot de passe": PASSWORD }, "Ouvrir mon compte");
    await enrol(page);
    await says(page, new RegExp(role));
    assert.equal((await (await person("thief")).goto(link)).status(), 409, "an invitation works once");
  }
});

it("drafts an edition from imported measurements", async () => {
  await server.run("import", "procedures", data("procedures.csv"), "--valid-from", "2024-07-30");
  await server.run("import", "measurements", data("measures.csv"), "--source", "jdma", "--collected-until", "2026-08-22");
  const page = people.Deux;
  await go(page, "/fr/bureau/editions");
  await fill(page, { "Mois": "août" }, "Calculer le brouillon");
  await says(page, /Écrivez le mois sous la forme 2026-08/);
  await fill(page, { "Mois": "2026-08" }, "Calculer le brouillon");
  await says(page, /Le brouillon est calculé/);
  await page.getByRole("link", { name: "Écarts avec l'édition précédente" }).click();
  await says(page, /229 écarts/);
});

it("waits for a comment to be dealt with, and for a second person", async () => {
  const [two, three] = [people.Deux, people.Trois];
  await go(three, "/fr/bureau/editions/2026-08/demarches/jdma-44");
  await fill(three, { "Commentaire": "Vérifier cette valeur." }, "Ajouter le commentaire");
  await go(two, "/fr/bureau/editions/2026-08");
  await says(two, /Un commentaire attend une réponse/);
  await two.getByRole("link", { name: "jdma-44" }).click();
  await two.getByRole("button", { name: /Fermer/ }).click();
  await says(two, /Une autre personne que vous/);
  await fill(two, { "Signature": "Mission qualité" }, "Publier définitivement");
  await says(two, /Une autre personne que vous/);
  await two.getByRole("button", { name: /J'ai relu ce brouillon/ }).click();
  await says(two, /Une autre personne que vous/, "one's own signature is not a second person's");
  assert.equal((await fetch(`${server.origin}/fr/editions/2026-08`)).status, 404, "nothing is public yet");
});

it("publishes once another has signed, and readers see it at once", async () => {
  const [two, three] = [people.Deux, people.Trois];
  await go(three, "/fr/bureau/editions/2026-08");
  await three.getByRole("button", { name: /J'ai relu ce brouillon/ }).click();
  await says(three, /Vous avez signé/);
  await go(two, "/fr/bureau/editions/2026-08");
  await fill(two, { "Signature": "Mission qualité" }, "Publier définitivement");
  await says(two, /L'édition est publiée/);
  const reader = await person("reader");
  await go(reader, "/fr/editions/2026-08");
  await says(reader, /Mission qualité|229 démarches/);
});

it("corrects by an erratum that readers see", async () => {
  const two = people.Deux;
  await go(two, "/fr/bureau/editions/2026-08");
  const texts = { "Texte en français": "La sonde était bloquée.", "Texte en anglais": "The monitor was blocked." };
  await fill(two, { ...texts, "Signature": "Mission qualité" }, "Publier l'erratum");
  await says(two, /L'erratum est publié/);
  await go(people.reader, "/fr/errata");
  await says(people.reader, /La sonde était bloquée/);
});

it("shows the auditor who did what, and lets them change nothing", async () => {
  const auditor = people.Quatre;
  await go(auditor, "/fr/bureau/journal");
  for (const act of [/Publier une édition/, /Signer une édition/, /Publier un erratum/, /Donner un droit/, /Personne Deux/]) await says(auditor, act);
  await fill(auditor, { "Acte": "Publier une édition" }, "Chercher");
  await says(auditor, /Mission qualité/);
  assert.equal(await auditor.locator("tbody tr").count(), 1);
  await go(auditor, "/fr/bureau/editions/2026-08");
  assert.equal(await auditor.getByRole("button", { name: /Publier/ }).count(), 0);
  assert.equal((await go(auditor, "/fr/bureau/inviter")).status(), 403);
  assert.match(await server.run("journal", "verify"), /Journal intact/);
});

it("leaves when asked, and every page then asks to sign in", async () => {
  const two = people.Deux;
  await two.getByRole("button", { name: "Se déconnecter" }).click();
  await says(two, /Vous êtes déconnecté/);
  await go(two, "/fr/bureau/journal");
  assert.match(two.url(), /connexion/);
});
