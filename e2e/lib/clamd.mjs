// A daemon that speaks ClamAV's INSTREAM and knows one signature. It answers once `release()` was called.
import { createServer } from "node:net";

/** The text that every antivirus takes for a virus, put together here so that none takes this file for one. */
export const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS", "-TEST-FILE!$H+H*"].join("");

/** The bytes of the parts of a whole request; none while it is not whole. */
function content(request) {
  const parts = [];
  for (let at = "zINSTREAM\0".length; at + 4 <= request.length;) {
    const length = request.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(request.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

/** `address` for the program; `release()`; `stop()`. */
export async function clamd() {
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  const server = createServer((socket) => {
    let request = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", async (chunk) => {
      request = Buffer.concat([request, chunk]);
      const bytes = content(request);
      if (!bytes) return;
      await released;
      socket.end(bytes.includes(EICAR) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `tcp://127.0.0.1:${server.address().port}`, release, stop: () => new Promise((resolve) => server.close(resolve)) };
}
