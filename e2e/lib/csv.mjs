/** Rows of a CSV text (RFC 4180; the first line tells whether ";" or "," separates). */
export function parseCsv(text) {
  const [first] = text.replace(/^\uFEFF/, "").split("\n");
  const separator = first.includes(";") ? ";" : ",";
  const rows = [];
  let row = [];
  for (const [, field, quoted, end] of text.replace(/^\uFEFF/, "").matchAll(new RegExp(`("((?:[^"]|"")*)"|[^"${separator}\\r\\n]*)(${separator}|\\r?\\n|$)`, "g"))) {
    row.push(quoted === undefined ? field : quoted.replaceAll('""', '"'));
    if (end === separator) continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  }
  return rows;
}
