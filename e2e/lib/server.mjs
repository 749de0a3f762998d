// The product under test: the binary PARVIS_BIN on its demonstration data, in a folder of its own.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 5_000;

const binary = process.env.PARVIS_BIN;

/** Starts the server on the demonstration data, with more of a configuration if any; `origin` is the address it printed, `stop()` ends this very process. */
export function start(config = "") {
  return serve(["--demo"], config);
}

/** Starts the server on an empty database, with its letters going to the mail server at `smtp`. */
export function startEmpty(smtp) {
  return serve([], `[mail]\nsmtp_url = "${smtp}"\nfrom = "parvis@exemple.fr"\n`);
}

/** The same, at an address that has a name: passkeys are bound to one. */
export async function startNamed() {
  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const { port } = free.address();
  await new Promise((resolve) => free.close(resolve));
  const origin = `http://localhost:${port}`;
  return { ...await serve([], `base_url = "${origin}"\n`, `127.0.0.1:${port}`), origin };
}

async function serve(options, config, listen = "127.0.0.1:0") {
  if (!binary) throw new Error("PARVIS_BIN must name the binary to test");
  const dataDir = await mkdtemp(join(tmpdir(), "parvis-e2e-"));
  const file = join(dataDir, "parvis.toml");
  await writeFile(file, config);
  const own = ["--config", file, "--data-dir", dataDir];
  const child = spawn(binary, ["serve", ...options, "--listen", listen, ...own], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  child.stdout.on("data", (chunk) => { printed = (printed + chunk).slice(-10_000); });
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
    /** What the program prints on its console. */
    const console = () => printed;
    /** Runs another command on the same data; its output. */
    const run = async (...args) => (await promisify(execFile)(binary, [...args, ...own], { maxBuffer: 1 << 26 })).stdout;
    return { origin, stop, console, run };
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
