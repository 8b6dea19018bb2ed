// At a terminal: who leaves is forgotten, the keypad writes, the page is read aloud on request.
"use strict";
(() => {
  const band = document.querySelector(".terminal");
  if (!band) return;
  const root = document.documentElement;
  const SECOND = 1000;
  const { finish, start, present } = band.dataset;
  const IDLE = Number(band.dataset.ask), WARNING = Number(band.dataset.warn), RESULTS = Number(band.dataset.read);

  // The end: the screen first, the network after. Nothing of the person stays, server or no server.
  let ended = false;
  const end = async () => {
    if (ended) return;
    ended = true;
    speechSynthesis?.cancel();
    const blank = document.querySelector("[data-blank]");
    document.body.replaceChildren(blank.content.cloneNode(true));
    document.title = "";
    root.removeAttribute("data-bigger");
    root.removeAttribute("data-contrast");
    try { sessionStorage.clear(); } catch { /* nothing was kept */ }
    history.replaceState(null, "", start);
    for (;;) {
      try {
        const answer = await fetch(finish, { method: "POST", redirect: "manual", signal: AbortSignal.timeout(5 * SECOND) });
        if (answer.ok || answer.type === "opaqueredirect") return location.replace(start);
      } catch { /* no network: the screen is empty all the same */ }
      await new Promise(wake => setTimeout(wake, SECOND));
    }
  };
  document.addEventListener("submit", event => {
    if (!event.target.matches("[data-end]")) return;
    event.preventDefault();
    end();
  });
  window.addEventListener("pageshow", event => { if (event.persisted) location.replace(start); });

  // « Êtes-vous toujours là ? »: any key or touch goes on, as often as needed.
  const still = document.querySelector("[data-still]");
  const waiting = document.querySelector(".attract form"); // the page that waits has nobody to ask
  const patience = document.querySelector(".terminal-results, .ticket-page") ? RESULTS : IDLE;
  let timer = 0, told = Date.now();
  const ask = () => {
    still.showModal();
    let left = WARNING;
    const count = still.querySelector("[data-left]");
    count.textContent = left;
    timer = setInterval(() => {
      count.textContent = --left;
      if (left <= 0) { clearInterval(timer); end(); }
    }, SECOND);
  };
  const here = () => {
    if (ended || waiting) return;
    clearTimeout(timer);
    clearInterval(timer);
    if (still.open) still.close();
    timer = setTimeout(ask, patience * SECOND);
    if (Date.now() - told < 15 * SECOND) return;
    told = Date.now();
    fetch(present, { method: "HEAD" }).catch(() => {});
  };
  ["pointerdown", "keydown", "input", "scroll"].forEach(kind => document.addEventListener(kind, here, { passive: true }));
  here();

  // A second identical press within half a second is one press too many.
  let last = [0, null];
  document.addEventListener("click", event => {
    const button = event.target.closest("button, a.button");
    if (!button || button.closest("[data-keypad]")) return;
    if (last[1] === button && Date.now() - last[0] < 500) event.preventDefault();
    last = [Date.now(), button];
  }, true);

  // The keypad writes in the field that has the focus, else in the first that is not full.
  const keypad = document.querySelector("[data-keypad]");
  if (keypad) {
    const fields = [...document.querySelectorAll('input[inputmode="numeric"], input[inputmode="decimal"]')];
    const length = field => Number(field.size) || 9;
    let current = fields[0];
    fields.forEach(field => field.addEventListener("focus", () => { current = field; }));
    keypad.addEventListener("click", event => {
      const key = event.target.closest("[data-key]");
      if (!key) return;
      event.preventDefault();
      if (key.dataset.key === "effacer") {
        if (!current.value && fields.indexOf(current) > 0) current = fields[fields.indexOf(current) - 1];
        current.value = current.value.slice(0, -1);
      } else {
        const next = fields[fields.indexOf(current) + 1];
        if (current.value.length >= length(current) && next) current = next;
        if (current.value.length < length(current)) current.value += key.dataset.key;
      }
      current.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  // Size and contrast: for this person only.
  const tools = document.querySelector("[data-tools]");
  tools.hidden = false;
  for (const name of ["bigger", "contrast"]) {
    const button = tools.querySelector(`[data-${name}]`);
    const set = on => {
      root.toggleAttribute(`data-${name}`, on);
      button.setAttribute("aria-pressed", on);
      try { on ? sessionStorage.setItem(name, "1") : sessionStorage.removeItem(name); } catch { /* not kept */ }
    };
    set(!waiting && sessionStorage.getItem(name) === "1");
    button.addEventListener("click", () => set(!root.hasAttribute(`data-${name}`)));
  }

  // Read aloud: only on request, in the language of each text, what is spoken outlined.
  const speak = tools.querySelector("[data-speak]"), slower = tools.querySelector("[data-slower]"), repeat = tools.querySelector("[data-repeat]");
  const READ = "main h1, main h2, main p, main legend, main label, main li, main .error, main button, main a.button, main summary";
  let queue = [], rate = 1, spoken = null;
  const silent = () => { speechSynthesis.cancel(); spoken?.classList.remove("spoken"); spoken = null; queue = []; speak.textContent = "Écouter"; };
  const words = one => (one.getAttribute("aria-label") || one.innerText || "").replace(/\s+/g, " ").trim();
  const items = () => [...document.querySelectorAll(READ)].filter(one =>
    words(one) && !one.closest("[aria-hidden=true], [hidden], .sr") && !one.querySelector(READ.replaceAll("main ", "")));
  const sayNext = () => {
    spoken?.classList.remove("spoken");
    spoken = queue.shift();
    if (!spoken) return silent();
    spoken.classList.add("spoken");
    const said = new SpeechSynthesisUtterance(words(spoken));
    said.lang = spoken.closest("[lang]").lang;
    said.rate = rate;
    said.onend = sayNext;
    speechSynthesis.speak(said);
  };
  const read = () => {
    const errors = [...document.querySelectorAll("main [role=alert]")];
    queue = [...errors, ...items().filter(one => !errors.some(each => each.contains(one)))];
    speak.textContent = "Arrêter";
    sayNext();
  };
  const voices = () => {
    const some = window.speechSynthesis?.getVoices().some(voice => voice.lang.replace("_", "-").startsWith("fr"));
    [speak, slower, repeat].forEach(one => { one.hidden = !some; });
  };
  if (window.speechSynthesis) {
    voices();
    speechSynthesis.addEventListener?.("voiceschanged", voices);
    speak.addEventListener("click", () => (spoken ? silent() : read()));
    repeat.addEventListener("click", () => { const again = spoken; silent(); if (again) { queue = [again]; sayNext(); } else read(); });
    slower.addEventListener("click", () => { rate = rate === 1 ? 0.7 : 1; slower.setAttribute("aria-pressed", rate !== 1); });
    ["pointerdown", "keydown"].forEach(kind => document.addEventListener(kind, event => {
      if (spoken && !event.target.closest("[data-tools]")) silent();
    }));
  }

  // The ticket: printed, then everything ends.
  const print = document.querySelector("[data-print-ticket]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => {
      window.addEventListener("afterprint", () => setTimeout(end, 2 * SECOND), { once: true });
      window.print();
    });
  }
})();
