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

  // Ten minutes before the session ends: a question, one tap to go on. Then the page goes too.
  const idle = () => {
    const warning = document.querySelector("[data-idle]");
    if (!warning) return;
    const left = Number(warning.dataset.idle) * seconds;
    const before = Math.min(600 * seconds, left / 4);
    let timers = [];
    const start = () => {
      timers.forEach(clearTimeout);
      warning.hidden = true;
      timers = [
        setTimeout(() => { warning.hidden = false; warning.querySelector("button").focus(); }, left - before),
        setTimeout(() => location.assign(warning.dataset.end), left + seconds),
      ];
    };
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
    if (xhr.status < 500 || xhr.responseText.includes('id="contenu"')) return;
    event.detail.shouldSwap = false; // it is not a page of ours
    failed(event);
  });

  document.addEventListener("DOMContentLoaded", () => { show(document); idle(); erased(); });
  document.addEventListener("htmx:load", event => show(event.detail.elt));
})();
