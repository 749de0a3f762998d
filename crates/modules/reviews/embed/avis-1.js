// Parvis: asks how a procedure went, on the page of the procedure itself. This version never changes: sites pin its hash.
// <script src="…/avis/avis-1.js" integrity="…" crossorigin="anonymous" defer
//   data-code="CODE" data-mode="panel|question" data-lang="fr|falc|en|es|ar" data-point="done|gave_up|failed|refused">
(() => {
  const own = document.currentScript;
  const { code, mode = "panel", point = "done" } = own.dataset;
  const home = new URL(own.src).origin;
  const TEXTS = {
    fr: {"button": "Je donne mon avis", "questions": {"done": "Comment s'est passée votre démarche ?", "gave_up": "Vous avez arrêté avant la fin. Comment cela s'est-il passé ?", "failed": "La démarche n'a pas fonctionné. Comment cela s'est-il passé ?", "refused": "Votre demande a été refusée. Comment s'est passée votre démarche ?"}, "faces": {"bad": "Mal", "medium": "Moyen", "good": "Bien"}, "thanks": "Merci, votre avis est enregistré.", "close": "Fermer", "tab": "La suite s'ouvre dans un nouvel onglet."},
    falc: {"button": "Je donne mon avis", "questions": {"done": "Comment ça s'est passé ?", "gave_up": "Vous n'avez pas fini. Comment ça s'est passé ?", "failed": "Ça n'a pas marché. Comment ça s'est passé ?", "refused": "On vous a dit non. Comment ça s'est passé ?"}, "faces": {"bad": "Mal", "medium": "Ni bien ni mal", "good": "Bien"}, "thanks": "Merci ! Nous avons votre avis.", "close": "Fermer", "tab": "La suite s'ouvre dans une autre page."},
    en: {"button": "Give my opinion", "questions": {"done": "How did it go?", "gave_up": "You stopped before the end. How did it go?", "failed": "The procedure did not work. How did it go?", "refused": "Your request was refused. How did the procedure go?"}, "faces": {"bad": "Badly", "medium": "So-so", "good": "Well"}, "thanks": "Thank you, your opinion is recorded.", "close": "Close", "tab": "The rest opens in a new tab."},
    es: {"button": "Doy mi opinión", "questions": {"done": "¿Cómo fue su trámite?", "gave_up": "Usted lo dejó antes del final. ¿Cómo fue?", "failed": "El trámite no funcionó. ¿Cómo fue?", "refused": "Su solicitud fue rechazada. ¿Cómo fue el trámite?"}, "faces": {"bad": "Mal", "medium": "Regular", "good": "Bien"}, "thanks": "Gracias, su opinión está registrada.", "close": "Cerrar", "tab": "Lo siguiente se abre en otra pestaña."},
    ar: {"button": "أعطي رأيي", "questions": {"done": "كيف جرت معاملتك؟", "gave_up": "توقفت قبل النهاية. كيف جرى الأمر؟", "failed": "لم يعمل الإجراء. كيف جرى الأمر؟", "refused": "رُفض طلبك. كيف جرت المعاملة؟"}, "faces": {"bad": "بشكل سيئ", "medium": "بشكل متوسط", "good": "بشكل جيد"}, "thanks": "شكرا، تم تسجيل رأيك.", "close": "إغلاق", "tab": "تُفتح البقية في علامة تبويب جديدة."},
  };
  const asked = own.dataset.lang ?? document.documentElement.lang.slice(0, 2);
  const lang = asked in TEXTS ? asked : "fr";
  const words = TEXTS[lang];
  // The same page is the same opinion, however often it is sent.
  const secret = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; display: block; color-scheme: light; font: 400 1rem/1.5 system-ui, sans-serif; }
    .card, .open { color: #161616; background: #fff; border: 1px solid #3a3a3a; border-radius: .25rem; }
    .card { box-sizing: border-box; max-width: 26rem; padding: 1rem; }
    dialog.card { position: fixed; inset: auto 1rem 1rem auto; margin: 0; width: calc(100vw - 2rem); }
    dialog::backdrop { background: transparent; }
    .open { position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483647; padding: .75rem 1rem; font: inherit; font-weight: 700; cursor: pointer; }
    :dir(rtl).open, dialog.card:dir(rtl) { inset: auto auto 1rem 1rem; }
    fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
    legend { margin: 0 0 .75rem; padding: 0; font-weight: 700; }
    .faces { display: grid; grid-template-columns: repeat(auto-fit, minmax(4.5rem, 1fr)); gap: .5rem; }
    .faces button, .close { padding: .75rem .5rem; font: inherit; color: #161616; background: #fff; border: 2px solid #3a3a3a; border-radius: .25rem; cursor: pointer; overflow-wrap: anywhere; }
    .close { margin-top: .75rem; padding: .25rem .75rem; }
    button:hover { background: #ececec; }
    button:focus-visible { outline: 3px solid #0a76f6; outline-offset: 2px; }
    p { margin: .75rem 0 0; font-size: .875rem; }
  `);

  const faces = Object.entries(words.faces).map(([value, label]) =>
    make("button", { type: "submit", name: "satisfaction", value }, label));
  const question = make("form", { method: "post", action: `${home}/avis/${encodeURIComponent(code)}`, target: "_blank" },
    make("input", { type: "hidden", name: "p", value: secret }),
    make("input", { type: "hidden", name: "l", value: lang }),
    make("fieldset", {}, make("legend", {}, words.questions[point] ?? words.questions.done),
      make("div", { class: "faces" }, ...faces)),
    make("p", {}, words.tab));

  const host = make("div", { lang: lang === "falc" ? "fr" : lang, dir: lang === "ar" ? "rtl" : "ltr" });
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [style];
  const thanks = () => make("p", { role: "status", tabindex: "-1" }, words.thanks);
  const answered = (then) => question.addEventListener("submit", () => setTimeout(then));

  if (mode === "question") {
    const card = make("div", { class: "card" }, question);
    answered(() => card.replaceChildren(thanks()));
    shadow.append(card);
    own.after(host);
    return;
  }
  const opener = make("button", { type: "button", class: "open", "aria-haspopup": "dialog" }, words.button);
  const close = make("button", { type: "button", class: "close" }, words.close);
  const panel = make("dialog", { class: "card", "aria-label": words.button }, question, close);
  opener.addEventListener("click", () => panel.showModal());
  close.addEventListener("click", () => panel.close());
  answered(() => {
    opener.remove();
    panel.replaceChildren(thanks(), close);
    close.focus();
  });
  shadow.append(opener, panel);
  (document.body ?? document.documentElement).append(host);
})();
