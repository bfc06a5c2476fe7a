// Two things need a script: the filters of the matrix, and the copy buttons. All else is there without.
"use strict";

function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) {
    return navigator.clipboard.writeText(text).catch(() => copyBySelection(text));
  }
  return copyBySelection(text);
}

// Pages that are opened as files may not be trusted with the clipboard; a selection may be copied.
function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("aria-hidden", "true");
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done ? Promise.resolve() : Promise.reject(new Error("the browser refused"));
}

function setUpCopying() {
  const said = document.createElement("div");
  said.className = "unseen";
  said.setAttribute("role", "status");
  document.body.append(said);
  for (const button of document.querySelectorAll("button.copy")) {
    const label = button.firstChild;
    const word = label.data;
    button.addEventListener("click", async () => {
      try {
        await copyText(document.getElementById(button.dataset.copy).textContent);
        label.data = "Copied";
      } catch {
        label.data = "Not copied";
      }
      said.textContent = label.data;
      button.focus();
      setTimeout(() => { label.data = word; said.textContent = ""; }, 2000);
    });
  }
}

function setUpFilters() {
  const form = document.getElementById("filters");
  if (!form) return;
  const table = document.getElementById("rules");
  const groups = [...table.tBodies].map((body) => ({
    body,
    area: body.dataset.area,
    rows: [...body.rows].slice(1).map((row) => ({
      row,
      text: `${row.cells[0].textContent} ${row.dataset.text}`.toLowerCase(),
    })),
  }));
  const total = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [sheet];

  function matches(row, wanted) {
    if (!wanted.words.every((word) => row.text.includes(word))) return false;
    if (!wanted.status) return true;
    const cells = row.row.cells;
    const column = wanted.version === "" ? null : Number(wanted.version) + 1;
    if (column !== null) return cells[column].classList.contains(wanted.status);
    for (let place = 1; place < cells.length; place++) {
      if (cells[place].classList.contains(wanted.status)) return true;
    }
    return false;
  }

  function apply() {
    const wanted = Object.fromEntries(new FormData(form));
    wanted.words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const group of groups) {
      let here = 0;
      for (const row of group.rows) {
        const visible = (!wanted.area || wanted.area === group.area) && matches(row, wanted);
        row.row.hidden = !visible;
        here += visible;
      }
      group.body.hidden = here === 0;
      shown += here;
    }
    const column = Number(wanted.version) + 2;
    sheet.replaceSync(wanted.version === "" ? "" :
      `#rules tr > :not(:first-child):not(:nth-child(${column})) { display: none; } #rules { width: auto; }`);
    document.getElementById("count").value = `${shown} of ${total} rules`;
    document.getElementById("none").hidden = shown > 0;
  }

  function remember() {
    const chosen = [...new FormData(form)].filter(([, value]) => value);
    const hash = new URLSearchParams(chosen).toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname);
  }

  function recall() {
    const chosen = new URLSearchParams(location.hash.slice(1));
    for (const name of ["text", "area", "status", "version"]) {
      const field = form.elements[name];
      field.value = chosen.get(name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
    apply();
    if (chosen.get("area")) document.getElementById("matrix").scrollIntoView();
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const event of ["input", "change"]) {
    form.addEventListener(event, () => { apply(); remember(); });
  }
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  window.addEventListener("hashchange", recall);
  recall();
}

setUpCopying();
setUpFilters();
