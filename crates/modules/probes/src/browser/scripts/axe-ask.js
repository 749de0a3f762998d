(async () => {
  if (!globalThis.axe) return null;
  axe.reset();
  if (globalThis.parvisWords) axe.configure({ locale: parvisWords });
  const found = await axe.run(document, {
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] },
    resultTypes: ["violations", "incomplete"], elementRef: true,
    frameWaitTime: 3000, pingWaitTime: 300,
  });
  const out = [];
  for (const [kind, sure] of [["violations", true], ["incomplete", false]]) {
    for (const rule of found[kind]) {
      // What is only to be reviewed is looked at in a few places, and the others are counted.
      const most = sure ? parvis.HITS : 8;
      for (const [place, node] of rule.nodes.slice(0, most).entries()) {
        // Within a frame there is no element of this document: its path says where.
        const of = node.element?.ownerDocument === document ? parvis.hit(rule.id, node.element, "", sure)
          : { rule: rule.id, sure, seen: "", selector: node.target.flat().join(" » ").slice(0, 500), excerpt: node.html.slice(0, 160), box: null };
        const words = [...node.any, ...node.all, ...node.none].map((check) => check.message).filter(Boolean);
        const more = !sure && place === most - 1 && rule.nodes.length > most ? ` (+${rule.nodes.length - most})` : "";
        out.push({ ...of, why: rule.help, fix: rule.description, seen: [...new Set(words)].slice(0, 4).join(" — ").slice(0, 400) + more });
      }
    }
  }
  return out;
})()
