// What every look at a page shares. It runs in a world of its own: pages neither see nor change it.
globalThis.parvis ??= (() => {
  const MOST = 5000; // Elements looked at, and at most so many hits of a rule.
  const HITS = 50;
  const gathered = (text) => text.split(/\s+/).filter(Boolean).join(" ");

  /** As El::selector writes it, so that both name an element alike. */
  const selector = (el) => {
    const parts = [];
    for (let e = el; e && e.nodeType === 1; e = e.parentElement) {
      const id = (e.getAttribute("id") ?? "").trim();
      if (/^[A-Za-z_][\w-]*$/.test(id) && document.querySelectorAll(`[id="${id}"]`).length === 1) {
        parts.push(`#${id}`);
        break;
      }
      let place = 1, all = 1;
      for (let o = e.previousElementSibling; o; o = o.previousElementSibling) if (o.localName === e.localName) { place++; all++; }
      for (let o = e.nextElementSibling; o && all < 2; o = o.nextElementSibling) if (o.localName === e.localName) all++;
      parts.push(all > 1 ? `${e.localName}:nth-of-type(${place})` : e.localName);
      if (["body", "head", "html"].includes(e.localName)) break;
    }
    return parts.reverse().join(" > ");
  };

  /** As El::excerpt writes it. */
  const excerpt = (el) => {
    const attributes = [...el.attributes].slice(0, 40).map((a) => ` ${a.name}="${a.value.slice(0, 200)}"`).join("");
    const whole = `<${el.localName}${attributes}>${gathered((el.textContent ?? "").slice(0, 2000))}`;
    const letters = [...whole];
    return letters.length > 160 ? `${letters.slice(0, 160).join("")}…` : whole;
  };

  const box = (el) => {
    const r = el.getBoundingClientRect();
    return { x: r.left + scrollX, y: r.top + scrollY, width: r.width, height: r.height };
  };
  const hit = (rule, el, seen = "", sure = true) => ({
    rule, sure, seen: String(seen).slice(0, 200),
    selector: selector(el), excerpt: excerpt(el), box: box(el),
  });

  const all = () => [...(document.body?.querySelectorAll("*") ?? [])].slice(0, MOST);
  const ownText = (el) => gathered([...el.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join(" "));
  const isDrawn = (el) => {
    if (!el.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
    const r = el.getBoundingClientRect();
    if (r.width <= 1 || r.height <= 1) return false;
    // Hidden from sight the usual way, for screen readers only.
    const style = getComputedStyle(el);
    return !(style.clipPath !== "none" && r.width < 4) && style.clip !== "rect(0px, 0px, 0px, 0px)";
  };
  const lines = (el) => {
    const range = document.createRange();
    range.selectNodeContents(el);
    return [...range.getClientRects()].slice(0, 200);
  };
  return { HITS, gathered, selector, excerpt, box, hit, all, ownText, isDrawn, lines };
})();
