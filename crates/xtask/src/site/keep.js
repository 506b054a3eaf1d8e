// Has the browser keep the app's files for when there is no connection (sw.js), and tells the app when there is a newer
// version. That waits until the user takes it here (`perennial-take`), or until no tab shows the old one any more.
const kept = navigator.serviceWorker;
if (kept) {
  const registration = await kept.register("./sw.js");
  const tell = () => {
    if (registration.waiting && kept.controller) dispatchEvent(new Event("perennial-newer"));
  };
  addEventListener("perennial-take", () => {
    kept.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("take");
  });
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", tell));
  tell();
}
