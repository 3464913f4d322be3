"""What the editor's own script does about a text that the server did not take."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

SAVING = """
const any = () => new Proxy(function () {}, {
  get: (held, key) => key in held ? held[key] : key === Symbol.toPrimitive ? () => "" : any(),
  set: (held, key, value) => { held[key] = value; return true; }, apply: () => any() });
const heard = {}, ticks = [], kept = {}, sent = [];
let typed = "", refuses = false;
const form = { addEventListener: (kind, act) => { heard[kind] = act; }, dataset: { saved: "1" },
  querySelector: () => ({ value: "" }), querySelectorAll: () => [], setAttribute() {},
  getAttribute: () => "/tin-bai/7/", elements: any() };
const places = { "lt-write": form };
globalThis.document = { getElementById: (id) => places[id] ||= any(), querySelector: any,
  querySelectorAll: () => [], body: { dataset: {} } };
globalThis.FormData = class { delete() {} *[Symbol.iterator]() { yield ["title", typed]; } };
globalThis.localStorage = { setItem: (key, value) => { kept[key] = JSON.parse(value).typed; },
  removeItem: (key) => { delete kept[key]; }, getItem: () => null };
globalThis.MutationObserver = class { observe() {} };
globalThis.addEventListener = () => {};
globalThis.matchMedia = () => ({ matches: true });
globalThis.location = { pathname: "/tin-bai/7/" };
globalThis.setTimeout = () => 0;
globalThis.setInterval = (act) => ticks.push(act);
globalThis.fetch = async () => { sent.push(typed); return refuses
  ? { status: 422, ok: false, json: async () => ({ sentence: "Tiêu đề dài quá." }) }
  : { status: 200, ok: true, json: async () => ({ base: "b", title: typed, products: "", foot: "",
      sides: {}, address: "/tin-bai/7/" }) }; };
const tabs = [{ dataset: { form: "" }, setAttribute() {}, scrollIntoView() {},
  addEventListener() {} }];
document.querySelectorAll = (what) => what.includes("tab") ? tabs : [];
CODE
(async () => {
  heard.focusin();
  typed = "quá dài"; refuses = true; await ticks[0](); await ticks[0]();
  const held = Object.values(kept);
  typed = "vừa"; refuses = false; await ticks[0]();
  console.log(JSON.stringify([sent, held, Object.values(kept)]));
})();
"""


def test_an_editor_whose_text_was_refused_saves_again_when_it_is_mended() -> None:
    code = Path("src/lantoa/desk/static/desk/articles/editor.js").read_text("utf-8")
    script = SAVING.replace("CODE", code)
    made = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=False)
    sent, held, kept = json.loads(made.stdout or made.stderr)
    assert (sent, held, kept) == (["quá dài", "vừa"], ["title=qu%C3%A1+d%C3%A0i"], [])
