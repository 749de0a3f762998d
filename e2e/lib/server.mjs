// The product under test: the binary PARVIS_BIN on its demonstration data, in a folder of its own.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 5_000;

/** Starts the server; `origin` is the address it printed, `stop()` ends this very process. */
export async function start() {
  const binary = process.env.PARVIS_BIN;
  if (!binary) throw new Error("PARVIS_BIN must name the binary to test");
  const dataDir = await mkdtemp(join(tmpdir(), "parvis-e2e-"));
  const child = spawn(binary, ["serve", "--demo", "--listen", "127.0.0.1:0", "--data-dir", dataDir], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => { child.once("exit", resolve); child.once("error", resolve); });

  // A test file that fails before its `after` must not leave the server behind.
  const orphan = () => child.kill("SIGKILL");
  process.once("exit", orphan);

  async function stop() {
    process.off("exit", orphan);
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS);
    await ended;
    clearTimeout(late);
    await rm(dataDir, { recursive: true, force: true });
  }

  try {
    const origin = await printedAddress(child, ended);
    await answers(origin);
    return { origin, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function printedAddress(child, ended) {
  let out = "";
  let err = "";
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`the server ${why}\n${(out + err).slice(-2000)}`));
    const timer = setTimeout(fail, START_WITHIN_MS, `printed no address within ${START_WITHIN_MS} ms`);
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      out = (out + chunk).slice(-10_000);
      const address = out.match(/http:\/\/127\.0\.0\.1:\d+(?=\D)/);
      if (address) { clearTimeout(timer); resolve(address[0]); }
    });
    child.stderr.setEncoding("utf8").on("data", (chunk) => { err = (err + chunk).slice(-10_000); });
    ended.then((code) => { clearTimeout(timer); fail(`ended at once (${code})`); });
  });
}

async function answers(origin) {
  for (let tries = 0; tries < 50; tries++) {
    if (await fetch(`${origin}/fr`).then((response) => response.ok, () => false)) return;
    await sleep(200);
  }
  throw new Error(`${origin}/fr does not answer 200`);
}
