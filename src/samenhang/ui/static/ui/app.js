/* Samenhang works without this file. It adds: the chosen theme, the menu on a phone, arrow keys in a matrix, drafts, and
   names behind an @. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.setAttribute("data-js", "");

  function stored() {
    try { return localStorage.getItem("theme"); } catch (error) { return null; }
  }
  function apply(theme) {
    if (theme === "light" || theme === "dark") { root.setAttribute("data-theme", theme); }
  }
  function isDark() {
    var chosen = root.getAttribute("data-theme");
    if (chosen) { return chosen === "dark"; }
    return window.matchMedia("(prefers-color-scheme: dark)").matches;
  }
  apply(stored());

  function showThemeState() {
    document.querySelectorAll("[data-theme-toggle]").forEach(function (button) {
      button.setAttribute("aria-pressed", isDark() ? "true" : "false");
    });
  }

  function toggleTheme() {
    var theme = isDark() ? "light" : "dark";
    apply(theme);
    try { localStorage.setItem("theme", theme); } catch (error) { /* private window: for this page only */ }
    showThemeState();
  }

  function toggleMenu(button) {
    var open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", open ? "true" : "false");
    root.classList.toggle("menu-open", open);
    if (!open) { button.focus(); }
  }

  /* A wide picture starts at its end: what is happening now. */
  function scrollToNow(scope) {
    scope.querySelectorAll("[data-scroll-end]").forEach(function (region) {
      var share = parseFloat(region.getAttribute("data-scroll-end")) / 100 || 1;
      region.scrollLeft = region.scrollWidth * share - region.clientWidth * 0.8;
    });
  }

  /* Arrow keys walk through the cells of a matrix; Tab leaves it. */
  function cellsOf(matrix) {
    return Array.prototype.filter.call(matrix.querySelectorAll("tr[data-row]"), function (row) {
      return !row.hidden;
    }).map(function (row) { return Array.prototype.slice.call(row.querySelectorAll("[data-cell]")); });
  }
  function prepareMatrix(scope) {
    scope.querySelectorAll("[data-matrix]").forEach(function (matrix) {
      if (matrix.hasAttribute("data-ready")) { return; }
      matrix.setAttribute("data-ready", "");
      matrix.querySelectorAll("[data-cell]").forEach(function (cell, index) {
        cell.setAttribute("tabindex", index === 0 ? "0" : "-1");
      });
    });
  }
  function moveInMatrix(event) {
    var cell = event.target.closest("[data-cell]");
    var matrix = cell && cell.closest("[data-matrix]");
    var step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (matrix && event.key === "Enter") {
      var toggle = cell.closest("tr").querySelector("details");
      if (toggle) { toggle.open = !toggle.open; }
      return;
    }
    if (!matrix || (!step && event.key !== "Home" && event.key !== "End")) { return; }
    var rows = cellsOf(matrix);
    var y = rows.findIndex(function (row) { return row.indexOf(cell) !== -1; });
    var x = rows[y].indexOf(cell);
    if (event.key === "Home") { x = 0; } else if (event.key === "End") { x = rows[y].length - 1; } else {
      y = Math.min(Math.max(y + step[0], 0), rows.length - 1);
      x = Math.min(Math.max(x + step[1], 0), rows[y].length - 1);
    }
    event.preventDefault();
    cell.setAttribute("tabindex", "-1");
    rows[y][x].setAttribute("tabindex", "0");
    rows[y][x].focus();
  }

  /* Drafts: what is typed is kept on the server; only while there is no connection it stays in this window (sessionStorage),
     and it goes with signing out. Nothing is kept on the computer itself. */
  var DRAFT = "draft:";
  function drafts() {
    return Object.keys(sessionStorage).filter(function (key) { return key.indexOf(DRAFT) === 0; });
  }
  function forgetDrafts() { drafts().forEach(function (key) { sessionStorage.removeItem(key); }); }
  function typedIn(form) {
    var typed = {};
    new FormData(form).forEach(function (value, name) {
      if (typeof value !== "string" || name === "csrfmiddlewaretoken" || name === "draft") { return; }
      (typed[name] = typed[name] || []).push(value);
    });
    return typed;
  }
  function fillIn(form, typed) {
    Array.prototype.forEach.call(form.elements, function (field) {
      if (!field.name || field.name === "draft" || field.name === "csrfmiddlewaretoken" || field.type === "file") { return; }
      var values = typed[field.name] || [];
      if (field.type === "checkbox" || field.type === "radio") { field.checked = values.indexOf(field.value) !== -1; return; }
      if (field.options) {
        Array.prototype.forEach.call(field.options, function (option) { option.selected = values.indexOf(option.value) !== -1; });
        return;
      }
      if (values.length && field.tagName !== "BUTTON") { field.value = values[0]; }
    });
  }
  function prepareDraft(form) {
    var key = DRAFT + form.getAttribute("data-draft");
    var state = form.querySelector("[data-draft-state]");
    var timer = null, request = null, again = false;
    function say(words) { if (state && state.textContent !== words) { state.textContent = words; } }
    function stay(words, sent) {
      sessionStorage.setItem(key, JSON.stringify({ typed: typedIn(form), sent: Boolean(sent) }));
      if (words) { say(form.getAttribute("data-draft-" + words)); }
    }
    function save() {
      timer = null;
      if (request) { again = true; return; }
      if (!navigator.onLine) { stay("offline"); return; }
      var body = new FormData();
      body.append("draft", form.elements.draft.value);
      body.append("version", form.getAttribute("data-draft-version"));
      body.append("content", JSON.stringify(typedIn(form)));
      request = new AbortController();
      fetch(form.getAttribute("data-draft-save"), {
        method: "POST", body: body, signal: request.signal, redirect: "manual", credentials: "same-origin",
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "Accept": "application/json" }
      }).then(function (answer) {
        if (answer.status === 409) { stay("elsewhere"); return null; }
        if (!answer.ok) { stay(answer.type === "opaqueredirect" || answer.status === 403 ? "signed-out" : "offline"); return null; }
        return answer.json().then(function (kept) {
          form.setAttribute("data-draft-version", kept.version);
          sessionStorage.removeItem(key);
          say(kept.message);
        });
      }).catch(function (error) {
        if (error.name !== "AbortError") { stay("offline"); }
      }).then(function () {
        request = null;
        if (again) { again = false; save(); }
      });
    }
    function soon() {
      if (timer) { clearTimeout(timer); }
      if (!navigator.onLine) { stay("offline"); return; }
      timer = setTimeout(save, 1500);
    }
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    window.addEventListener("offline", function () { if (timer) { clearTimeout(timer); timer = null; stay("offline"); } });
    window.addEventListener("online", function () { if (sessionStorage.getItem(key)) { save(); } });
    form.addEventListener("submit", function (event) {
      if (!navigator.onLine) { event.preventDefault(); stay("not-sent"); return; }
      if (timer) { clearTimeout(timer); timer = null; }
      again = false;
      if (request) { request.abort(); }
      stay("", true);
    });
    if (form.hasAttribute("data-draft-sent")) { sessionStorage.removeItem(key); }
    var kept = sessionStorage.getItem(key);
    if (kept) {
      fillIn(form, JSON.parse(kept).typed);
      say(form.getAttribute("data-draft-back"));
      save();
    }
  }
  function prepareDrafts() {
    try {
      if (!document.querySelector("form[action$='/sign-out/']")) { forgetDrafts(); return; }
      var forms = Array.prototype.slice.call(document.querySelectorAll("form[data-draft]"));
      var here = forms.map(function (form) { return DRAFT + form.getAttribute("data-draft"); });
      forms.forEach(prepareDraft);
      drafts().forEach(function (key) { /* what was sent from here arrived: another page came */
        if (here.indexOf(key) === -1 && JSON.parse(sessionStorage.getItem(key)).sent) { sessionStorage.removeItem(key); }
      });
      document.addEventListener("submit", function (event) {
        if (event.target.matches("form[action$='/sign-out/']")) { forgetDrafts(); }
      });
    } catch (error) { /* no storage in this window: the form works without drafts */ }
  }

  /* Typing @ offers who takes part; choosing writes the name and ticks the box. Without this the boxes do the same. */
  function offerNames(area) {
    var boxes = Array.prototype.slice.call(area.form.querySelectorAll("input[type=checkbox][name='tell']"));
    if (!boxes.length) { return; }
    var list = document.createElement("div");
    list.className = "sh-mentions";
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", area.getAttribute("data-mentions"));
    list.hidden = true;
    area.insertAdjacentElement("afterend", list);
    function begun() {
      var before = area.value.slice(0, area.selectionStart);
      var at = before.lastIndexOf("@");
      var part = at === -1 ? "" : before.slice(at + 1);
      if (at === -1 || part.length > 40 || part.indexOf("\n") !== -1 || (at && /\w/.test(before[at - 1]))) { return null; }
      return { at: at, part: part.toLowerCase() };
    }
    function choose(box, name) {
      var now = begun();
      var end = area.selectionStart;
      if (now) { area.setRangeText("@" + name + " ", now.at, end, "end"); }
      box.checked = true;
      list.hidden = true;
      area.focus();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    area.addEventListener("input", function () {
      var now = begun();
      list.replaceChildren();
      boxes.forEach(function (box) {
        var label = box.closest("label");
        var name = label ? label.textContent.trim().replace(/ \([^()]*\)$/, "") : ""; /* without the organisation */
        if (!now || name.toLowerCase().indexOf(now.part) !== 0 || list.children.length > 7) { return; }
        var button = document.createElement("button");
        button.type = "button";
        button.className = "sh-button sh-button--small";
        button.textContent = "@" + name;
        button.addEventListener("click", function () { choose(box, name); });
        list.appendChild(button);
      });
      list.hidden = !list.children.length;
    });
    area.form.addEventListener("keydown", function (event) { if (event.key === "Escape") { list.hidden = true; } });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-theme-toggle]");
    if (button) { toggleTheme(); return; }
    button = event.target.closest("[data-menu-toggle]");
    if (button) { toggleMenu(button); return; }
    if (event.target.closest("[data-print]")) { window.print(); return; }
    document.querySelectorAll("details[data-dropdown][open]").forEach(function (details) {
      if (!details.contains(event.target)) { details.removeAttribute("open"); }
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      document.querySelectorAll("details[data-dropdown][open]").forEach(function (details) {
        details.removeAttribute("open");
        details.querySelector("summary").focus();
      });
      var menu = document.querySelector("[data-menu-toggle][aria-expanded='true']");
      if (menu) { toggleMenu(menu); }
    }
    moveInMatrix(event);
  });
  document.addEventListener("DOMContentLoaded", function () {
    showThemeState();
    scrollToNow(document);
    prepareMatrix(document);
    prepareDrafts();
    document.querySelectorAll("textarea[data-mentions]").forEach(offerNames);
    var summary = document.querySelector("[data-error-summary]");
    if (summary) { summary.focus(); }
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    scrollToNow(event.target);
    prepareMatrix(event.target);
  });
})();
