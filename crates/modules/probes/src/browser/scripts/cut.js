// Texts cut by a box that hides what goes beyond it: noted as they are, then with larger letters or wider spaces.
globalThis.parvisCut ??= (() => {
  const { all, isDrawn, hit, gathered } = parvis;
  const boxes = () => all().filter((el) => {
    const style = getComputedStyle(el);
    return /hidden|clip/.test(style.overflowX + style.overflowY) && style.textOverflow !== "ellipsis" && style.webkitLineClamp === "none"
      && isDrawn(el) && el.clientWidth > 4 && el.clientHeight > 4 && gathered(el.textContent).length > 1;
  }).slice(0, 500);
  /** How far the text of a box is beyond it: 0 not at all, 1 in part, 2 a whole line of it. */
  const cut = (el) => {
    const style = getComputedStyle(el), r = el.getBoundingClientRect();
    const [wide, high] = [style.overflowX, style.overflowY].map((flow) => /hidden|clip/.test(flow));
    const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
    let worst = 0;
    for (let n = walker.nextNode(), many = 0; n && many < 60; n = walker.nextNode(), many++) {
      if (!n.data.trim() || !isDrawn(n.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(n);
      for (const line of [...range.getClientRects()].slice(0, 100)) {
        if (line.width < 2) continue;
        const lost = (high && line.top >= r.bottom - 1) || (wide && line.left >= r.right - 1);
        const part = (high && line.bottom > r.bottom + line.height * 0.35) || (wide && line.right > r.right + 4);
        worst = Math.max(worst, lost ? 2 : part ? 1 : 0);
      }
    }
    return worst;
  };
  let sound = [];
  return {
    /** Those that are whole now, as they are written now: what we change is not theirs. */
    note() { sound = boxes().filter((el) => cut(el) === 0).map((el) => [el, parvis.excerpt(el)]); return sound.length; },
    ask(rule, isProof) {
      const found = sound.map(([el, excerpt]) => [el, excerpt, cut(el)]).filter(([el, , how]) => how > 0 && isDrawn(el));
      return found.slice(0, 20).map(([el, excerpt, how]) => ({ ...hit(rule, el, gathered(el.textContent).slice(0, 80), isProof && how === 2), excerpt }));
    },
    space() {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
      this.sheet = sheet;
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      return true;
    },
    unspace() { document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== this.sheet); return true; },
    enlarge() {
      // Letters alone, as browsers that enlarge text do: each element's size is read before any is changed.
      const sizes = all().filter((el) => el.style).map((el) => [el, parseFloat(getComputedStyle(el).fontSize)]);
      for (const [el, size] of sizes) el.style.setProperty("font-size", `${size * 2}px`, "important");
      return true;
    },
  };
})();
