/* The phone's own shelf: the draft and what waits to be sent, in IndexedDB. Every answer is a promise. */
const Shelf = (() => {
  const NAME = "gui-tin";
  const open = () => new Promise((done, fail) => {
    const ask = indexedDB.open(NAME, 1);
    ask.onupgradeneeded = () => { ask.result.createObjectStore("draft"); ask.result.createObjectStore("queue"); };
    ask.onsuccess = () => done(ask.result);
    ask.onerror = () => fail(ask.error);
  });
  const run = async (stores, mode, work) => {
    const base = await open();
    try {
      return await new Promise((done, fail) => {
        const act = base.transaction(stores, mode);
        let answer;
        act.oncomplete = () => done(answer && "result" in answer ? answer.result : answer);
        act.onerror = act.onabort = () => fail(act.error);
        answer = work(act);
      });
    } finally { base.close(); }
  };
  const where = location.pathname;
  return {
    keep: (draft) => run(["draft"], "readwrite", (act) => act.objectStore("draft").put(draft, where)),
    draft: () => run(["draft"], "readonly", (act) => act.objectStore("draft").get(where)),
    /* In one step: a story is either the draft or in the queue, never in both, never in none. */
    post: (story) => run(["draft", "queue"], "readwrite", (act) => { act.objectStore("queue").put(story, story.id); act.objectStore("draft").delete(where); }),
    back: (story) => run(["draft", "queue"], "readwrite", (act) => { act.objectStore("draft").put(story, where); act.objectStore("queue").delete(story.id); }),
    waiting: async () => (await run(["queue"], "readonly", (act) => act.objectStore("queue").getAll())).filter((one) => one.where === where),
    sent: (id) => run(["queue"], "readwrite", (act) => act.objectStore("queue").delete(id)),
  };
})();
