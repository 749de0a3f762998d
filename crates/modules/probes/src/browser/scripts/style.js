// What computed style shows and the source does not.
(() => {
  const { HITS, all, ownText, isDrawn, hit, lines } = parvis;
  const hits = [];
  const counts = {};
  const say = (rule, el, seen, sure) => {
    counts[rule] = (counts[rule] ?? 0) + 1;
    if (counts[rule] <= HITS) hits.push(hit(rule, el, seen, sure));
  };
  const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/g;
  const letters = /\p{L}/gu;
  for (const el of all()) {
    if (["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE"].includes(el.tagName) || !isDrawn(el)) continue;
    const style = getComputedStyle(el);
    const text = ownText(el);
    if (text) {
      if (style.textAlign === "justify" && text.length > 80) {
        const high = parseFloat(style.lineHeight) || parseFloat(style.fontSize) * 1.2;
        const tops = new Set(lines(el).map((r) => Math.round(r.top / high)));
        if (tops.size > 2) say("text-justified-by-style", el);
      }
      const size = parseFloat(style.fontSize);
      if (size < 10 && text.length > 2 && !el.closest("sup, sub, svg, [aria-hidden=true]")) say("text-is-tiny", el, `${Math.round(size * 10) / 10} px`);
      const ours = (text.match(rightToLeft) ?? []).length;
      if (ours >= 4 && ours * 2 > (text.match(letters) ?? []).length && !el.closest("[dir=rtl i], [dir=auto i], bdi, bdo"))
        // A word or two, as in a list of languages, is shown as it should be without.
        say("direction-not-said", el, text.slice(0, 60), text.split(" ").length > 2);
    }
    for (const side of ["::before", "::after"]) {
      const made = getComputedStyle(el, side);
      if (made.content === "none" || made.content === "normal" || made.display === "none" || made.visibility !== "visible") continue;
      if (/icon|symbol|awesome|glyph|material/i.test(made.fontFamily)) continue;
      const words = [...made.content.replace(/ \/ ".*"$/, "").matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((m) => m[1]).join("");
      if (/\p{L}{2,}/u.test(words.replace(/\p{Co}/gu, ""))) say("words-made-by-style", el, words);
    }
  }
  for (const animation of document.getAnimations().slice(0, 500)) {
    const el = animation.effect?.target;
    if (animation.playState !== "running" || !(animation.timeline instanceof DocumentTimeline) || !el || !isDrawn(el)) continue;
    const { endTime } = animation.effect.getComputedTiming();
    const frames = animation.effect.getKeyframes().map(({ offset, computedOffset, easing, composite, ...what }) => JSON.stringify(what));
    if (endTime > 5000 && new Set(frames).size > 1) say("animation-is-long", el, endTime === Infinity ? "∞" : `${Math.round(endTime / 1000)} s`);
  }
  // An order that style makes other than that of the source, between things that take focus.
  const reached = "a[href], button:not([disabled]), input:not([disabled], [type=hidden]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex='0']";
  for (const el of all()) {
    const style = getComputedStyle(el);
    if (!/flex|grid/.test(style.display)) continue;
    const children = [...el.children].filter((child) => isDrawn(child) && (child.matches(reached) || child.querySelector(reached)));
    if (children.length < 2) continue;
    const ordered = children.some((child) => getComputedStyle(child).order !== "0");
    if (!ordered && !(style.display.includes("flex") && style.flexDirection.endsWith("-reverse"))) continue;
    const before = (a, b) => { const [r, s] = [a, b].map((e) => e.getBoundingClientRect()); return s.bottom <= r.top + 1 || (s.right <= r.left + 1 && s.top < r.bottom - 1); };
    if (children.some((child, i) => i > 0 && before(children[i - 1], child))) say("tab-order-is-not-seen-order", el);
  }
  return hits;
})()
