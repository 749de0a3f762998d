// What a first visit costs on the wire.

/** Opens an address and gives each answer that the page needed: `{ type, url, encoding, bytes }`. */
export async function weigh(page, address) {
  const requests = new Map();
  const network = await page.context().newCDPSession(page);
  network.on("Network.responseReceived", ({ requestId, type, response }) =>
    requests.set(requestId, { type, url: response.url, encoding: response.headers["content-encoding"] ?? response.headers["Content-Encoding"] ?? "none", bytes: 0 }));
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (request) request.bytes = encodedDataLength;
  });
  await network.send("Network.enable");
  await page.goto(address, { waitUntil: "networkidle" });
  await network.detach();
  return [...requests.values()];
}
