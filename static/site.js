// What scripts add to pages that work without them: to print, to be warned before everything is
// erased, and to try again when the results do not arrive.
"use strict";
(() => {
  const seconds = 1000;

  // A button to print, shown only to whom it serves.
  const show = root => root.querySelectorAll("[data-print]").forEach(one => { one.hidden = false; });
  document.addEventListener("click", event => {
    if (event.target.closest("[data-print]")) window.print();
  });

  // Ten minutes before the session ends, or as many seconds as are said: a question, one tap to go
  // on. Then the page goes too. Where keys and touches count (data-present), the server hears of them.
  const idle = () => {
    const warning = document.querySelector("[data-idle]");
    if (!warning) return;
    const left = Number(warning.dataset.idle) * seconds;
    const before = Number(warning.dataset.before) * seconds || Math.min(600 * seconds, left / 4);
    let timers = [];
    let held = null;
    const ask = () => {
      held = document.activeElement;
      warning.hidden = false;
      warning.querySelector("button").focus();
    };
    const start = () => {
      timers.forEach(clearTimeout);
      if (!warning.hidden && held) held.focus();
      warning.hidden = true;
      timers = [
        setTimeout(ask, left - before),
        setTimeout(() => location.replace(warning.dataset.end), left + seconds),
      ];
    };
    let told = Date.now();
    const present = event => {
      if (warning.contains(event.target)) return;
      start();
      if (Date.now() - told < before / 2) return;
      told = Date.now();
      fetch(warning.dataset.present, { method: "HEAD" });
    };
    if (warning.dataset.present) {
      ["keydown", "pointerdown", "input"].forEach(kind => document.addEventListener(kind, present));
    }
    warning.addEventListener("click", event => {
      const stay = event.target.closest("[data-stay]");
      if (stay) fetch(stay.dataset.stay, { method: "HEAD" }).then(start, start);
    });
    document.addEventListener("htmx:afterRequest", start);
    start();
  };

  // Answers erased in one tab leave the screen of the others.
  const erased = () => {
    if (!("BroadcastChannel" in window)) return;
    const tabs = new BroadcastChannel("erased");
    if (document.querySelector("[data-erased]")) tabs.postMessage("erased");
    tabs.onmessage = () => {
      const shown = document.querySelector("[data-idle]");
      if (shown) location.replace(shown.dataset.end);
    };
  };

  // « Quitter vite »: one key leaves a page that may expose somebody.
  document.addEventListener("keydown", event => {
    const exit = event.key === "Escape" && document.querySelector("form[data-exit]");
    if (exit) exit.submit();
  });

  // The results did not come (no network, a proxy's 502 or 503): say so, and ask again.
  let tries = 0;
  const failed = event => {
    const awaited = event.detail.elt.closest("[data-retry]");
    if (!awaited) return;
    const wait = Math.min(5 * 2 ** tries++, 60);
    const words = document.getElementById(awaited.dataset.retry);
    words.hidden = false;
    words.querySelector("[data-wait]").textContent = wait;
    setTimeout(() => htmx.trigger(awaited, "retry"), wait * seconds);
  };
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:timeout", failed);
  document.addEventListener("htmx:beforeSwap", event => {
    const { xhr } = event.detail;
    if (xhr.status < 500 || /id=["']contenu/.test(xhr.responseText)) return;
    event.detail.shouldSwap = false; // it is not a page of ours
    failed(event);
  });

  document.addEventListener("DOMContentLoaded", () => { show(document); idle(); erased(); });
  document.addEventListener("htmx:load", event => show(event.detail.elt));
})();
