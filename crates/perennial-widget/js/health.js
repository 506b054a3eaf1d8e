// <perennial-health>: what the element is to its page. Draws through wasm; see docs/embedding.md.
// Nothing is read from storage, nothing is evaluated, no text becomes markup, and no fault leaves the element.
import * as view from "./health_view.js";

const NAME = "perennial-health";
const OBSERVED = ["data", "lang", "size", "account", "origins", "fragment", "life"];
// Taken at once, so that a page that changes them later changes nothing here.
const { parse, stringify } = JSON;
const { hasOwn } = Object;
const later = queueMicrotask;

let sheet;
let started;
const scorers = {};

/** Loads the wasm, once per page. */
function start() {
  started ??= __START__.then(() => {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(view.styles());
  });
  return started;
}

/** Loads what scores rows, when rows come: the small form, or the whole library for stages and own models. */
function scorer(isWhole) {
  return (scorers[isWhole] ??= isWhole ? __LIBRARY__ : __SCORING__);
}

/** The cards of each tree of elements, and what watches its languages: one for all of them. */
const trees = new WeakMap();

/** Calls `changed` when an element of the tree gets another language; gives what ends that. */
function watch(tree, changed) {
  const known = trees.get(tree) ?? { cards: new Set() };
  const { cards } = known;
  if (cards.size === 0) {
    known.observer = new MutationObserver(() => cards.forEach((card) => card()));
    known.observer.observe(tree, { attributes: true, attributeFilter: ["lang"], subtree: true });
    trees.set(tree, known);
  }
  cards.add(changed);
  return () => {
    cards.delete(changed);
    if (cards.size === 0) known.observer.disconnect();
  };
}

/** Whether rows need the whole library. */
function needsAll(model) {
  return typeof model === "object" || (typeof model === "string" && model.trimStart().startsWith("{"));
}

/** The JSON of what a host gave: a text as it is, anything else written out. */
function written(data) {
  const text = typeof data === "string" ? data : stringify(data);
  if (typeof text !== "string") throw new TypeError("no JSON");
  return text;
}

/** The JSON that a fragment holds: base64url of UTF-8, or JSON itself. */
function fromFragment(name) {
  const value = new URLSearchParams(location.hash.slice(1)).get(name);
  if (value === null || value.startsWith("{")) return value;
  const binary = atob(value.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)));
}

class PerennialHealth extends HTMLElement {
  static observedAttributes = OBSERVED;
  #root;
  #given;
  #message;
  #shown;
  #turn = 0;
  #waits = false;
  #listens = [];
  #spoken;
  #unwatch;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
    this.#root.addEventListener("click", (event) => this.#select(event));
  }

  /** What is shown: a snapshot, or rows with a model; as a text or an object. */
  get data() {
    return this.#given ?? this.getAttribute("data");
  }

  set data(data) {
    this.#given = data ?? undefined;
    this.#change();
  }

  /** The snapshot that is shown; null where none is. */
  get snapshot() {
    return this.#shown === undefined ? null : parse(this.#shown);
  }

  connectedCallback() {
    // A property that was set before the script came hides the accessor.
    if (hasOwn(this, "data")) {
      const { data } = this;
      delete this.data;
      this.data = data;
    }
    this.#unwatch?.();
    this.#unwatch = watch(this.getRootNode(), () => this.#language !== this.#spoken && this.#change());
    this.#listen();
    this.#change();
  }

  disconnectedCallback() {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#deafen();
    this.#turn += 1;
    this.#waits = false;
    this.#shown = undefined;
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.isConnected) return;
    if (name === "origins" || name === "fragment" || name === "account") this.#listen();
    this.#change();
  }

  #deafen() {
    for (const [name, heard] of this.#listens) removeEventListener(name, heard);
    this.#listens = [];
  }

  /** Listens to messages of the origins that the page names, and to the fragment if it is to be read. */
  #listen() {
    this.#deafen();
    const hear = (name, heard) => {
      addEventListener(name, heard);
      this.#listens.push([name, heard]);
    };
    if (this.hasAttribute("fragment")) hear("hashchange", () => this.#change());
    const origins = (this.getAttribute("origins") ?? "").split(/\s+/).filter((o) => /^https?:\/\//.test(o));
    if (origins.length === 0) return;
    hear("message", (event) => {
      const { data } = event;
      if (!origins.includes(event.origin) || typeof data !== "object" || data === null) return;
      if (!hasOwn(data, "type") || data.type !== "perennial-health-data" || !hasOwn(data, "data")) return;
      const account = this.getAttribute("account");
      if (account !== null && hasOwn(data, "account") && data.account !== account) return;
      this.#message = data.data;
      this.#change();
    });
    if (parent === window) return;
    const request = { type: "perennial-health-request", account: this.getAttribute("account") };
    for (const origin of origins) {
      // Only a parent of that origin receives it.
      try {
        parent.postMessage(request, origin);
      } catch {
        // An origin that does not read as one is nobody's.
      }
    }
  }

  /** Draws once for all that changes at once. */
  #change() {
    if (this.#waits || !this.isConnected) return;
    this.#waits = true;
    later(() => {
      if (!this.#waits) return;
      this.#waits = false;
      void this.#draw();
    });
  }

  /** What there is to show, in the order of SPEC §15: property, attribute, message, fragment. */
  #input() {
    const own = this.#given ?? this.getAttribute("data") ?? this.#message;
    if (own !== undefined && own !== null) return written(own);
    return this.hasAttribute("fragment") ? fromFragment(this.getAttribute("fragment") || "perennial") : null;
  }

  get #language() {
    const of = this.closest("[lang]")?.getAttribute("lang");
    return of || navigator.language || "en";
  }

  async #draw() {
    const turn = ++this.#turn;
    const isOld = () => turn !== this.#turn || !this.isConnected;
    try {
      await start();
      if (isOld()) return;
      if (this.#root.adoptedStyleSheets.length === 0) this.#root.adoptedStyleSheets = [sheet];
      let text;
      try {
        text = this.#input();
      } catch {
        this.#fail("data-unreadable", "");
        return;
      }
      const language = this.#language;
      this.#spoken = language;
      const size = this.getAttribute("size") ?? "full";
      if (text === null) {
        this.#shown = undefined;
        view.stand_in(this.#root, "", "", language);
        return;
      }
      let said = view.draw(this.#root, text, language, size);
      if (said === "rows") {
        text = await this.#score(text, isOld);
        if (text === undefined) return;
        said = view.draw(this.#root, text, language, size);
      }
      if (said === "snapshot") this.#tell(text);
      else this.#told("error", { code: said, path: "" });
    } catch {
      if (!isOld()) this.#fail("unavailable", "");
    }
  }

  /** The snapshot of rows, as a text; undefined where it failed or came too late. */
  async #score(text, isOld) {
    const input = parse(text);
    const model = hasOwn(input, "model") ? input.model : undefined;
    const score = await scorer(this.hasAttribute("life") || needsAll(model));
    if (isOld()) return undefined;
    const account = this.getAttribute("account");
    if (account !== null && !hasOwn(input, "account")) input.account = account;
    try {
      return stringify(score.snapshot(input));
    } catch (error) {
      const code = typeof error?.code === "string" ? error.code : "unavailable";
      this.#fail(code, typeof error?.path === "string" ? error.path : "");
      return undefined;
    }
  }

  #fail(code, path) {
    this.#shown = undefined;
    try {
      view.stand_in(this.#root, code, path, this.#language);
    } catch {
      this.#root.textContent = code;
    }
    this.#told("error", { code, path });
  }

  #tell(text) {
    const before = this.#shown;
    this.#shown = text;
    if (before === undefined) this.#told("ready", { snapshot: parse(text) });
    else if (before !== text) this.#told("change", { snapshot: parse(text), before: parse(before) });
  }

  #select(event) {
    const chosen = event.target instanceof Element ? event.target.closest("[data-kind]") : null;
    if (chosen === null) return;
    const { kind, id } = chosen.dataset;
    this.#told("select", { kind, id, account: this.snapshot?.customer.id ?? "" });
  }

  /** The one place that events leave from; a listener that throws is the page's own fault, and is reported there. */
  #told(what, detail) {
    this.dispatchEvent(new CustomEvent(`${NAME}-${what}`, { bubbles: true, composed: true, detail }));
  }
}

if (!customElements.get(NAME)) customElements.define(NAME, PerennialHealth);
export { PerennialHealth };
void start().catch(() => {});
