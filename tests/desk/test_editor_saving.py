"""What the editor's own script does about a text that the server did not take."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

SAVING = """
const any = () => new Proxy(function () {}, {
  get: (held, key) => key in held ? held[key] : key === Symbol.toPrimitive ? () => "" : any(),
  set: (held, key, value) => { held[key] = value; return true; }, apply: () => any() });
const heard = {}, ticks = [], kept = {}, sent = [];
let typed = "", refuses = false;
const form = { addEventListener: (kind, act) => { heard[kind] = act; }, dataset: { saved: "1" },
  querySelector: () => ({ value: "" }), querySelectorAll: () => [], setAttribute() {},
  getAttribute: () => "/tin-bai/7/", elements: any() };
const place = { set textContent(text) { told.push(text); }, dataset: {} };
const places = { "lt-write": form, "lt-saved": place };
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
const told = [];
globalThis.fetch = async () => { sent.push(typed); return refuses
  ? { status: STATUS, ok: false, json: async () => JSON.parse('ANSWER') }
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
  console.log(JSON.stringify([sent, held, Object.values(kept), told]));
})();
"""


REFUSED = '{"sentence": "Tiêu đề dài quá."}'


@pytest.mark.parametrize(
    ("status", "answer", "sentence"),
    [
        (422, REFUSED, "Tiêu đề dài quá."),
        (413, REFUSED, "Tiêu đề dài quá."),
        (400, "<h1>Bad Request</h1>", "Bài dài hơn mức máy chủ nhận một lần"),
    ],
)
def test_an_editor_whose_text_was_refused_saves_again_when_it_is_mended(
    status: int, answer: str, sentence: str
) -> None:
    code = Path("src/lantoa/desk/static/desk/articles/editor.js").read_text("utf-8")
    script = SAVING.replace("CODE", code).replace("STATUS", str(status)).replace("ANSWER", answer)
    made = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=False)
    sent, held, kept, told = json.loads(made.stdout or made.stderr)
    assert (sent, held, kept) == (["quá dài", "vừa"], ["title=qu%C3%A1+d%C3%A0i"], [])
    assert told[0].startswith(sentence)
