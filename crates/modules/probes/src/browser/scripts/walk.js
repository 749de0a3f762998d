// What the Tab key reaches, and what changes when it does.
globalThis.parvisWalk ??= (() => {
  const { isDrawn, hit } = parvis;
  const SIGNS = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderTopColor", "borderRightColor", "borderBottomColor", "borderLeftColor",
    "borderTopWidth", "borderBottomWidth", "backgroundColor", "backgroundImage", "color", "textDecorationLine", "textDecorationColor",
    "opacity", "transform", "filter", "width", "height", "top", "left", "clipPath", "visibility", "fontWeight"];
  const reached = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable='true'], [contenteditable='']";
  const look = (el, side) => {
    const style = getComputedStyle(el, side);
    if (side && (style.content === "none" || style.content === "normal")) return "";
    return SIGNS.map((sign) => sign.startsWith("outline") && style.outlineStyle === "none" ? "" : style[sign]).join("|");
  };
  const around = (el) => [el, el.parentElement, el.parentElement?.parentElement, el.previousElementSibling, el.nextElementSibling, ...(el.labels ?? []), ...[...el.children].slice(0, 5)].filter(Boolean);
  const sign = (el) => around(el).map((e) => look(e) + look(e, "::before") + look(e, "::after")).join("\n");
  let list = [], signs = [], focused = null;
  const radios = (el) => el.type === "radio" && el.name && !el.checked
    && [...document.querySelectorAll("input[type=radio]")].some((o) => o !== el && o.name === el.name && o.form === el.form);
  const active = () => { let el = document.activeElement; while (el?.shadowRoot?.activeElement) el = el.shadowRoot.activeElement; return el; };
  return {
    begin() {
      active()?.blur?.();
      scrollTo(0, 0);
      // While a dialog asks for an answer, what is behind it is not to be reached.
      const modal = [...document.querySelectorAll(":modal, [aria-modal=true]")].filter(isDrawn).at(-1);
      list = [...document.querySelectorAll(reached)].slice(0, 300).filter((el) => el.tabIndex >= 0 && !el.matches(":disabled") && !el.closest("[inert]") && (!modal || modal.contains(el))
        && el.checkVisibility({ visibilityProperty: true }) && !radios(el));
      signs = list.map(sign);
      return list.length;
    },
    /** Where the focus is now. */
    step() {
      const el = active();
      focused = el && el !== document.body && el !== document.documentElement ? el : null;
      if (!focused) return { at: -1 };
      const at = list.indexOf(focused);
      const r = focused.getBoundingClientRect();
      const plain = /^(text|search|email|tel|url|password|number|date|datetime-local|month|week|time)$/;
      const excepted = focused.matches("textarea, iframe, audio, video, [contenteditable], object, embed") || plain.test(focused.type);
      let covered = false;
      if (r.width > 2 && r.height > 2 && isDrawn(focused)) {
        const xs = [0.1, 0.5, 0.9].map((f) => r.left + r.width * f), ys = [0.1, 0.5, 0.9].map((f) => r.top + r.height * f);
        const points = xs.flatMap((x) => ys.map((y) => [x, y])).filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
        const stuck = (e) => { for (; e && e !== document.body; e = e.parentElement) if (/fixed|sticky/.test(getComputedStyle(e).position)) return true; return false; };
        const labels = [...(focused.labels ?? [])];
        covered = points.length > 0 && points.every(([x, y]) => {
          const top = document.elementFromPoint(x, y);
          return top && !focused.contains(top) && !top.contains(focused) && !labels.some((label) => label.contains(top)) && stuck(top) && !focused.getRootNode().host;
        });
      }
      return {
        at, covered, hit: hit("", focused), positive: focused.tabIndex > 0,
        same: at >= 0 && !excepted && r.width > 2 && r.height > 2 && sign(focused) === signs[at],
        editable: focused.matches("textarea, [contenteditable], [role=textbox], [role=application], iframe"),
        dialog: !!focused.closest("dialog, [role=dialog], [role=alertdialog], [aria-modal=true]"),
      };
    },
    /** Without the focus, to compare what is seen; then with it again. */
    leave() { focused?.blur?.(); return true; },
    back() { focused?.focus?.({ preventScroll: true }); return true; },
    /** Whether something else takes the focus when it is given: else there is nowhere to go, and no trap. */
    others() {
      const from = active();
      const is = list.some((el, at) => at < 20 && el !== from && (el.focus({ preventScroll: true }), active() === el));
      from?.focus?.({ preventScroll: true });
      return is;
    },
    of(at) { return list[at] ? hit("", list[at]) : null; },
  };
})();
