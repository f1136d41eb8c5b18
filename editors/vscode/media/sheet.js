// Draws the score sheet that the extension sends. Words come from the server, and become text nodes, never markup.

(function () {
  const editor = acquireVsCodeApi();
  const main = document.getElementById("sheet");

  // An element with those of its children that there are.
  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children.filter(Boolean));
    return made;
  }

  // A place in the text that one can go to.
  function place(text, line) {
    if (!line) return element("span", "name", text);
    const button = element("button", "name", text);
    button.addEventListener("click", () => editor.postMessage({ line }));
    return button;
  }

  function clause(told) {
    const words = told.sentences.length > 0 ? told.sentences : [told.text];
    const mark = told.mark && element("span", `mark ${told.status}`, told.mark);
    return element("li", told.status, ...words.map((words) => element("span", "read", words)), mark);
  }

  function points(row, headings) {
    const sum = row.mismatch && element("span", "mismatch", `${headings.sum} ${row.sum}`);
    return element("td", "points", row.points, sum);
  }

  function entry(row, headings) {
    // Said once: mostly a clause says it already.
    const open = row.standing && row.standing !== "computed" && row.clauses.every((told) => !told.mark);
    const standing = open && element("span", `mark ${row.standing}`, headings[row.standing]);
    const head = element("th", "entry", row.id && element("span", "number", row.id.split(".").pop()), place(row.name, row.line), standing);
    head.scope = "row";
    return head;
  }

  function line(row, headings) {
    const made = element(
      "tr",
      row.mismatch ? `${row.role} wrong` : row.role,
      entry(row, headings),
      points(row, headings),
      element("td", "range", row.range),
      element("td", "clauses", element("ul", "", ...row.clauses.map(clause))),
    );
    made.style.setProperty("--depth", row.depth);
    if (row.mismatch) made.title = row.mismatch;
    return made;
  }

  function columns(headings) {
    const names = [headings.entry, headings.points, headings.range, headings.clauses];
    const cells = names.map((name) => {
      const cell = element("th", "", name);
      cell.scope = "col";
      return cell;
    });
    return element("thead", "", element("tr", "", ...cells));
  }

  function draw(sheet) {
    if (sheet.problem) return main.replaceChildren(element("p", "problem", sheet.problem));
    const { headings } = sheet;
    const rows = element("tbody", "", ...sheet.rows.map((row) => line(row, headings)));
    const total = element("tfoot", "", line(sheet.total, headings));
    main.replaceChildren(
      element("h1", "", sheet.title),
      element("table", "", columns(headings), rows, total),
      ...sheet.summary.map((told) => element("p", "summary", told)),
    );
  }

  window.addEventListener("message", (event) => draw(event.data));
  // The page may be made anew when it is shown again: it asks for what it had.
  editor.postMessage({});
})();
