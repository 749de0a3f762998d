// At 320 CSS pixels: what makes the page scroll sideways, and targets too small for a finger.
(() => {
  const { HITS, all, ownText, isDrawn, hit, lines } = parvis;
  const hits = [];
  const root = document.scrollingElement ?? document.documentElement;
  const cuts = (el) => /hidden|clip/.test(getComputedStyle(el).overflowX);
  if (root.scrollWidth > innerWidth + 2 && !cuts(document.documentElement) && !(document.body && cuts(document.body))) {
    // Told of the widest first; what needs two dimensions is excepted (RGAA 4.1, 10.11).
    const excepted = "table, pre, code, svg, canvas, video, iframe, object, embed, math, [role=toolbar], [role=grid], [role=table], [role=img], [role=application], [aria-hidden=true]";
    const held = (el) => { for (let e = el.parentElement; e && e !== document.body; e = e.parentElement) if (getComputedStyle(e).overflowX !== "visible") return true; return false; };
    const moved = (el) => { for (let e = el; e && e !== document.body; e = e.parentElement) { const s = getComputedStyle(e); if (s.position === "fixed" || s.position === "absolute" || s.transform !== "none" || s.writingMode !== "horizontal-tb") return true; } return false; };
    const wide = all().filter((el) => el.getBoundingClientRect().right + scrollX > innerWidth + 2 && isDrawn(el) && !held(el));
    const texts = wide.filter((el) => !el.closest(excepted) && ownText(el).length > 1 && lines(el).some((r) => r.right + scrollX > innerWidth + 2));
    const sure = texts.filter((el) => !moved(el));
    for (const el of sure.slice(0, 10)) hits.push(hit("page-scrolls-sideways", el, `${root.scrollWidth} px`));
    if (!sure.length) {
      const inner = wide.filter((el) => !wide.some((other) => other !== el && el.contains(other)));
      for (const el of (texts.length ? texts : inner).slice(0, 5)) hits.push(hit("page-scrolls-sideways", el, `${root.scrollWidth} px`, false));
    }
  }
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=checkbox], [role=radio], [role=switch], [role=tab], [role=menuitem]";
  const targets = [...document.querySelectorAll(wanted)].slice(0, 1000).filter((el) => isDrawn(el) && !el.closest("[inert], [aria-hidden=true]")).map((el) => {
    const r = el.getBoundingClientRect();
    const rects = [r, ...[...(el.labels ?? [])].filter(isDrawn).map((label) => label.getBoundingClientRect())];
    const area = { left: Math.min(...rects.map((o) => o.left)), top: Math.min(...rects.map((o) => o.top)), right: Math.max(...rects.map((o) => o.right)), bottom: Math.max(...rects.map((o) => o.bottom)) };
    const style = getComputedStyle(el);
    // As the browser itself makes it, or within a line of text: excepted (WCAG 2.2, 2.5.8).
    const own = ["checkbox", "radio"].includes(el.type) && style.appearance === "auto";
    const line = style.display === "inline" && el.parentElement && parvis.gathered(el.parentElement.textContent).length > parvis.gathered(el.textContent).length + 3;
    const small = !own && !line && (area.right - area.left < 23.5 || area.bottom - area.top < 23.5);
    return { el, area, small, x: (area.left + area.right) / 2, y: (area.top + area.bottom) / 2 };
  });
  const away = (t, o) => {
    if (o.small) return Math.hypot(t.x - o.x, t.y - o.y) >= 24;
    const dx = Math.max(o.area.left - t.x, 0, t.x - o.area.right), dy = Math.max(o.area.top - t.y, 0, t.y - o.area.bottom);
    return Math.hypot(dx, dy) >= 12;
  };
  for (const t of targets.filter((t) => t.small)) {
    if (hits.length >= 10 + HITS) break;
    const near = targets.some((o) => o !== t && !t.el.contains(o.el) && !o.el.contains(t.el) && !away(t, o));
    if (near) hits.push(hit("target-is-small", t.el, `${Math.round(t.area.right - t.area.left)} × ${Math.round(t.area.bottom - t.area.top)} px`));
  }
  return hits;
})()
