// A block copied from a spreadsheet: rows of cells, quoted cells kept whole.

const unquote = (cell) => cell.replace(/""/g, '"').replace(/\s+/g, " ").trim();

export const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();

export const readBlock = (text) => {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const end = () => { rows.at(-1).push(unquote(cell)); cell = ""; };
  for (const sign of text.replace(/\r\n?/g, "\n").replace(/\n+$/, "")) {
    if (sign === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (sign === "\t" && !quoted) end();
    else if (sign === "\n" && !quoted) { end(); rows.push([]); }
    else cell += sign;
  }
  end();
  return rows.filter((row) => row.some(Boolean));
};

// The cells that a title row names, by their place in the block; null when there are no titles.
export const readTitles = (row, labels) => {
  const places = row.map((title) => labels.findIndex((label) => plain(label) === plain(title)));
  return places.filter((place) => place >= 0).length >= 2 ? places : null;
};
