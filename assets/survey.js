// A step of the survey that does not get through waits on its page and is sent again: each page is one opinion, however
// often it is sent. Nothing is kept in the browser: it may be a shared one. Texts come with the form (data-waiting,
// data-sent-soon); what the server has to say about an answer is shown as it is without this script.

const DELAYS = [2, 5, 10, 20, 30];
const form = document.querySelector("form[data-waiting]");
const status = document.querySelector("#attente");

/** Sends once; where to go next, or nothing when the form must be sent the usual way. */
async function send(body) {
  const options = { method: "POST", body, headers: { accept: "application/json" }, signal: AbortSignal.timeout(30_000) };
  const response = await fetch(form.action, options);
  // The server is restarting, or something between it and us is.
  if (response.status >= 502) throw new Error(String(response.status));
  return response.ok && response.headers.get("content-type") === "application/json" ? (await response.json()).to : null;
}

const pause = (seconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
    addEventListener("online", resolve, { once: true });
  });

const leaving = (event) => event.preventDefault();

if ("timeout" in AbortSignal) form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  const body = new URLSearchParams(new FormData(form, event.submitter));
  addEventListener("beforeunload", leaving);
  for (let tries = 0; ; tries++) {
    try {
      const to = await send(body);
      removeEventListener("beforeunload", leaving);
      if (to) location.assign(to);
      else {
        delete form.dataset.sending;
        if (event.submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: event.submitter.name, value: event.submitter.value }));
        form.submit();
      }
      return;
    } catch {
      status.textContent = form.dataset.waiting;
      status.hidden = false;
      await pause(DELAYS[Math.min(tries, DELAYS.length - 1)]);
    }
  }
});

// The way back shows the form as it was: it can be sent again.
addEventListener("pageshow", () => {
  if (form) delete form.dataset.sending;
});
