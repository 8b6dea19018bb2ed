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
    window.speechSynthesis?.cancel();
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
    if (listening) say(words(still));
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

  // A second identical press within half a second is one press too many; a held key is one press.
  const same = Number(band.dataset.same), sameDigit = Number(band.dataset.sameDigit);
  let last = [0, null];
  document.addEventListener("click", event => {
    const button = event.target.closest("button, a.button");
    if (!button) return;
    const least = button.closest("[data-keypad]") ? sameDigit : same;
    const now = Date.now();
    if (last[1] === button && now - last[0] < least) { event.preventDefault(); event.stopPropagation(); return; }
    last = [now, button];
  }, true);
  document.addEventListener("keydown", event => {
    if (event.repeat && event.target.closest("button, a, summary")) event.preventDefault();
  }, true);

  // The keypad writes in the field that was touched or typed in, else in the first that is empty: to
  // pass over a field with Tab, on the way to the keypad, chooses nothing.
  const keypad = document.querySelector("[data-keypad]");
  if (keypad) {
    const written = 'input[inputmode="numeric"], input[inputmode="decimal"]';
    const fields = [...document.querySelectorAll(written)];
    const length = field => Number(field.size) || 9;
    let current = fields[0];
    const take = field => {
      current.classList.remove("current");
      current = field;
      current.classList.add("current");
    };
    take(fields.find(one => one.checkVisibility() && !one.value) || fields[0]);
    fields.forEach(field => ["pointerdown", "input"].forEach(kind => field.addEventListener(kind, () => take(field))));
    document.querySelectorAll(".families details").forEach(one => one.addEventListener("toggle", () => {
      const inside = one.open && one.querySelector(written);
      if (inside) take(inside);
    }));
    keypad.addEventListener("click", event => {
      const key = event.target.closest("[data-key]");
      if (!key) return;
      event.preventDefault();
      const here = fields.indexOf(current);
      if (key.dataset.key === "effacer") {
        if (!current.value && here > 0) take(fields[here - 1]);
        current.value = current.value.slice(0, -1);
      } else {
        const next = fields[here + 1];
        if (current.value.length >= length(current) && next) take(next);
        if (current.value.length < length(current)) current.value += key.dataset.key;
      }
      current.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  // What this person asked of the page goes with them from one to the next, and no further.
  const asked = name => { try { return !waiting && sessionStorage.getItem(name) === "1"; } catch { return false; } };
  const keep = (name, on) => { try { on ? sessionStorage.setItem(name, "1") : sessionStorage.removeItem(name); } catch { /* not kept */ } };
  const tools = document.querySelector("[data-tools]");
  tools.hidden = false;

  // The ticket: printed, then everything ends; also when the printer has no paper.
  const print = document.querySelector("[data-print-ticket]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => {
      window.addEventListener("afterprint", () => setTimeout(end, 2 * SECOND), { once: true });
      window.print();
    });
  }

  // Read aloud: only on request, in the language of each text, what is spoken outlined.
  const speak = tools.querySelector("[data-speak]"), slower = tools.querySelector("[data-slower]"), repeat = tools.querySelector("[data-repeat]");
  const headset = document.querySelector("[data-headset]");
  const UNITS = "h1, h2, h3, p, legend, label, li, button, a, summary, th, td, [role=img], [role=alert]";
  const SILENT = "[aria-hidden=true], [hidden], script, template, svg";
  let queue = [], spoken = null, latest = null, listening = asked("listening"), slow = asked("slower");
  if (waiting) ["listening", "slower"].forEach(name => keep(name, false));
  const plain = text => text.replace(/\s+/g, " ").trim();
  // The words of a part of the page in the order of the page, each with the element that says it.
  const words = root => {
    const found = [];
    const add = (unit, text) => {
      const before = found.at(-1);
      if (before?.unit === unit) before.text += text;
      else found.push({ unit, text });
    };
    const walk = (node, unit, printed) => {
      if (node.nodeType === Node.TEXT_NODE) return add(unit, node.data);
      if (node.nodeType !== Node.ELEMENT_NODE) return;
      if (node.matches("br")) return add(unit, " ");
      printed ||= node.matches("[data-sheet]");
      const named = node.getAttribute("aria-label");
      if (node.matches(SILENT) || (!printed && !node.checkVisibility())) return;
      const own = node.matches(UNITS) ? node : unit;
      if (named && node.matches("[role=img], button, a")) return add(node, named);
      node.childNodes.forEach(child => walk(child, own, printed));
    };
    walk(root, root, false);
    return found.map(one => ({ ...one, text: plain(one.text) })).filter(one => one.text);
  };
  const label = () => { speak.textContent = spoken ? "Pause" : queue.length ? "Reprendre" : "Écouter"; };
  const quiet = () => { window.speechSynthesis?.cancel(); spoken?.unit.classList.remove("spoken"); };
  const silent = () => { quiet(); spoken = null; queue = []; label(); };
  const sayNext = () => {
    spoken?.unit.classList.remove("spoken");
    spoken = queue.shift() || null;
    label();
    if (!spoken) return;
    const one = latest = spoken;
    one.unit.classList.add("spoken");
    const said = new SpeechSynthesisUtterance(one.text);
    said.lang = one.unit.closest("[lang]").lang;
    said.rate = slow ? 0.7 : 1;
    said.onend = () => { if (spoken === one) sayNext(); };
    said.onerror = () => { if (spoken === one) silent(); };
    speechSynthesis.speak(said);
  };
  const say = list => { silent(); queue = list; sayNext(); };
  // On error, what is wrong and what to do come first.
  const page = () => {
    const main = document.querySelector("main"), all = words(main);
    const wrong = one => one.unit.closest(".summary");
    return [...all.filter(wrong), ...all.filter(one => !wrong(one))];
  };
  const listen = () => {
    const first = !listening;
    listening = true;
    keep("listening", true);
    headset.hidden = false;
    say([...(first ? words(headset) : []), ...page()]);
  };
  const pause = () => {
    const held = [spoken, ...queue];
    listening = false;
    keep("listening", false);
    silent();
    queue = held;
    label();
  };
  const state = one => {
    if (one.matches("[aria-pressed]")) return one.getAttribute("aria-pressed") === "true" ? ", activé" : ", désactivé";
    if (one.matches("[type=radio], [type=checkbox]")) return one.checked ? ", coché" : ", pas coché";
    return one.matches("input") && one.value ? `, ${one.value}` : "";
  };
  const nameOf = one => one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent;
  const tell = one => say([{ unit: one, text: plain(nameOf(one)) + state(one) }]);
  if (window.speechSynthesis) {
    let voiced = false;
    const voices = () => {
      voiced = speechSynthesis.getVoices().some(voice => voice.lang.replace("_", "-").startsWith("fr"));
      [speak, slower, repeat].forEach(one => { one.hidden = !voiced; });
      if (voiced && listening && !spoken && !queue.length) listen();
    };
    speak.addEventListener("click", () => {
      if (spoken) return pause();
      if (!queue.length) return listen();
      listening = true;
      keep("listening", true);
      sayNext();
    });
    repeat.addEventListener("click", () => { listening = true; say(latest ? [latest] : page()); });
    slower.setAttribute("aria-pressed", slow);
    slower.addEventListener("click", () => {
      slow = !slow;
      keep("slower", slow);
      slower.setAttribute("aria-pressed", slow);
      if (listening) tell(slower);
    });
    // Any key or touch interrupts; the key that moves says where it has come to, before it acts.
    document.addEventListener("pointerdown", event => { if (spoken && !event.target.closest("[data-tools]")) silent(); });
    let moved = false;
    document.addEventListener("keydown", event => {
      if (event.key === "r" || event.key === "R") return repeat.click();
      moved = event.key === "Tab" || event.key.startsWith("Arrow");
      if (spoken && !(event.target.closest("[data-tools]") && !moved)) silent();
    });
    document.addEventListener("focusin", event => { if (voiced && listening && moved) tell(event.target); });
    document.addEventListener("change", event => { if (voiced && listening && moved) tell(event.target); });
    document.addEventListener("htmx:load", event => {
      if (voiced && listening && event.detail.elt !== document.body) say(words(event.detail.elt));
    });
    voices();
    speechSynthesis.addEventListener?.("voiceschanged", voices);
  }

  // Size and contrast: for this person only.
  for (const name of ["bigger", "contrast"]) {
    const button = tools.querySelector(`[data-${name}]`);
    const set = on => {
      root.toggleAttribute(`data-${name}`, on);
      button.setAttribute("aria-pressed", on);
      keep(name, on);
    };
    set(asked(name));
    button.addEventListener("click", () => {
      set(!root.hasAttribute(`data-${name}`));
      if (listening) tell(button);
    });
  }
})();
