/* Samenhang works without this file. It adds: the chosen theme, the menu on a phone, and arrow keys in a matrix. */
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
    var summary = document.querySelector("[data-error-summary]");
    if (summary) { summary.focus(); }
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    scrollToNow(event.target);
    prepareMatrix(event.target);
  });
})();
