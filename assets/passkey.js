// Has the browser answer a form's question with a passkey (WebAuthn), then sends the form as any other.
// The form says what to do (data-ceremony: "create" or "get"), where its question is asked for (data-begin), and,
// in the reader's language, what to say (data-waiting, data-cancelled…) in the line after it.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const listed = (all) => all?.map((one) => ({ ...one, id: bytes(one.id) }));

/** The question of the site, its bytes no longer written as text. */
function question(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  if (options.user) publicKey.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) publicKey.excludeCredentials = listed(options.excludeCredentials);
  if (options.allowCredentials) publicKey.allowCredentials = listed(options.allowCredentials);
  return { publicKey };
}

/** The answer of the browser, its bytes written as text. */
function answer({ id, type, rawId, response }) {
  const said = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"])
    if (response[name]) said[name] = text(response[name]);
  if (response.getTransports) said.transports = response.getTransports();
  return JSON.stringify({ id, type, rawId: text(rawId), response: said });
}

const CASES = {
  NotAllowedError: "cancelled",
  AbortError: "cancelled",
  InvalidStateError: "known",
  SecurityError: "place",
  NotSupportedError: "unsupported",
};

async function ask(form) {
  const { begin, ceremony } = form.dataset;
  const body = new URLSearchParams({ _jeton: form.elements._jeton.value });
  const begun = await fetch(begin, { method: "POST", body, headers: { accept: "application/json" } });
  if (!begun.ok) throw new Error(`${begin}: ${begun.status}`);
  const { challenge, options } = await begun.json();
  const credential = await navigator.credentials[ceremony](question(options));
  form.elements.challenge.value = challenge;
  form.elements.credential.value = answer(credential);
}

for (const form of document.querySelectorAll("form[data-ceremony]")) {
  const line = document.getElementById(form.dataset.line);
  const say = (name) => { line.textContent = form.dataset[name] ?? ""; };
  if (!window.PublicKeyCredential) {
    say("unsupported");
    continue;
  }
  say("");
  form.hidden = false;
  let isAsking = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isAsking || !form.reportValidity()) return;
    isAsking = true;
    say("waiting");
    try {
      await ask(form);
      form.submit();
    } catch (error) {
      isAsking = false;
      say(CASES[error.name] ?? "failed");
    }
  });
}
