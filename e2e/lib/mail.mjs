// A real mail server that keeps what it receives.
import PostalMime from "postal-mime";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { SMTPServer } from "smtp-server";

const ARRIVES_WITHIN_MS = 15_000;

/** `url` for the program; `letter(to)` waits for the next letter to an address; `stop()`. */
export async function sink() {
  const letters = [];
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, session, done) {
      text(stream).then(PostalMime.parse).then((mail) => {
        letters.push({ to: session.envelope.rcptTo.map((to) => to.address), subject: mail.subject, text: mail.text });
        done();
      }).catch(done);
    },
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  async function letter(to) {
    for (let waited = 0; waited < ARRIVES_WITHIN_MS; waited += 100) {
      const at = letters.findIndex((one) => one.to.includes(to));
      if (at >= 0) return letters.splice(at, 1)[0];
      await sleep(100);
    }
    throw new Error(`no letter to ${to} within ${ARRIVES_WITHIN_MS} ms`);
  }
  return { url: `smtp://127.0.0.1:${server.server.address().port}`, letter, stop: () => new Promise((resolve) => server.close(resolve)) };
}

/** The first address of the site in a letter. */
export function linkIn({ text }) {
  const link = text.match(/https?:\/\/\S+code=[\w-]+/);
  if (!link) throw new Error(`no link in: ${text}`);
  return link[0];
}
