// The page as its scripts left it, to be read by the rules on source, and what it says.
(() => {
  const type = document.doctype;
  const ids = type && (type.publicId || type.systemId)
    ? ` ${type.publicId ? `PUBLIC "${type.publicId}"` : "SYSTEM"}${type.systemId ? ` "${type.systemId}"` : ""}` : "";
  const copy = document.documentElement.cloneNode(true);
  copy.querySelectorAll("noscript, template").forEach((el) => el.remove());
  return {
    html: ((type ? `<!DOCTYPE ${type.name}${ids}>` : "") + copy.outerHTML).slice(0, 8 << 20),
    is_html: document.contentType === "text/html" || document.contentType === "application/xhtml+xml",
    letters: (document.body?.innerText ?? "").length,
    has_scripts: document.scripts.length > 0,
    height: Math.min(document.documentElement.scrollHeight, 20000),
  };
})()
