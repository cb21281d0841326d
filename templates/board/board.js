// Shows anew what changed: a part of a page is replaced by what the server says of it now, a picture once it can be seen.
"use strict";

const looked = document.body.dataset.document;
let asked = false, again = false;

async function renew() {
  if (asked) { again = true; return; }
  asked = true;
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const parts = [...document.querySelectorAll("[data-live]")];
    const same = parts.length === fresh.querySelectorAll("[data-live]").length
      && parts.every((part) => fresh.getElementById(part.id));
    if (!same) {
      for (const part of ["header", "main"]) { document.querySelector(part).replaceWith(fresh.querySelector(part)); }
      document.title = fresh.title;
    }
    else for (const part of parts) { await replace(part, fresh.getElementById(part.id)); }
  } finally {
    asked = false;
    if (again) { again = false; renew(); }
  }
}

async function replace(part, fresh) {
  const shown = part.querySelector("iframe.phone"), wanted = fresh.querySelector("iframe.phone");
  if (shown && wanted) { await reload(shown, wanted.getAttribute("src")); return; }
  const before = [...part.querySelectorAll("img[data-page]")], after = [...fresh.querySelectorAll("img[data-page]")];
  if (before.length && before.length === after.length) {
    await Promise.all(before.map((image, number) => swap(image, after[number])));
  } else if (part.innerHTML !== fresh.innerHTML) {
    part.replaceChildren(...fresh.childNodes);
  }
}

async function swap(image, fresh) {
  if (image.getAttribute("src") === fresh.getAttribute("src")) { return; }
  // Of this document: one of a parsed text loads nothing.
  const next = document.importNode(fresh);
  // A picture that is not decoded yet would be a white flash.
  try { await next.decode(); } catch { return; }
  image.replaceWith(next);
  document.body.dispatchEvent(new CustomEvent("shown", { detail: next.dataset.page }));
}

// Another document in the same frame, as far down and with the same parts open: what was read stays in sight.
async function reload(frame, source) {
  if (frame.getAttribute("src") === source) { return; }
  const before = frame.contentDocument, down = before.scrollingElement.scrollTop;
  const open = [...before.querySelectorAll("details")].map((part) => part.open);
  await new Promise((done) => {
    frame.addEventListener("load", done, { once: true });
    frame.setAttribute("src", source);
  });
  const after = frame.contentDocument;
  after.querySelectorAll("details").forEach((part, number) => { part.open = Boolean(open[number]); });
  after.scrollingElement.scrollTop = down;
  document.body.dispatchEvent(new CustomEvent("shown", { detail: "phone" }));
}

const told = new EventSource("/events");
told.onmessage = (message) => {
  const { document: changed } = JSON.parse(message.data);
  if (!changed || changed === looked) { renew(); }
};
told.onopen = () => { renew(); };
told.onerror = () => {
  const state = document.getElementById("state");
  state.textContent = state.dataset.lost;
};
