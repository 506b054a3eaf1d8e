// Keeps the files of one version of the app, and answers from them whether there is a connection or not. Names and
// version are filled in by `cargo xtask`.
const KEPT = "perennial-files-__VERSION__";
const FILES = [__FILES__];

self.addEventListener("install", (event) => {
  // Names with a hash may come from the browser's cache, others are asked for anew. All of them or none.
  const request = (file) => new Request(file, { cache: /-[0-9a-f]{16}\./.test(file) ? "default" : "reload" });
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(FILES.map(request))));
});

self.addEventListener("message", (event) => {
  if (event.data === "take") self.skipWaiting();
});

// Tabs of the version before may be open and want parts of it: its files go when the next version comes.
const forget = async () => {
  const older = (await caches.keys()).filter((name) => name.startsWith("perennial-files-") && name !== KEPT);
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
};
self.addEventListener("activate", (event) => event.waitUntil(forget()));

const answer = async (request) => {
  const isPage = request.mode === "navigate" && new URL("./", request.url).href === self.registration.scope;
  const file = new URL(request.url).pathname.split("/").pop();
  const asked = isPage && (file === "" || file === "index.html") ? "./" : request;
  const how = { ignoreSearch: true, ignoreVary: true };
  const cache = await caches.open(KEPT);
  return (await cache.match(asked, how)) ?? (await caches.match(asked, how)) ?? fetch(request);
};
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(self.registration.scope)) event.respondWith(answer(event.request));
});
