// Starts the app on the page. Its file name and those it names are filled in by `cargo xtask`.
import init from "./__GLUE__";

// An address of a screen behind the first one: what that needs is fetched now, beside the rest.
if (!/^(#\/?(start)?(\?.*)?)?$/.test(location.hash)) {
  for (const href of [__PARTS__]) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "", href }));
  }
}
try {
  await init({ module_or_path: new URL("./__WASM__", import.meta.url) });
  // The files are kept for when there is no connection, once nothing else waits for any.
  const keep = "__KEEP__";
  if (keep) setTimeout(() => import(`./${keep}`), 4000);
} catch (error) {
  console.error(error);
  const note = document.createElement("p");
  note.setAttribute("role", "alert");
  note.textContent = `无法启动，请更新浏览器后重新加载。 Perennial could not start: please update the browser and reload. (${error})`;
  document.getElementById("app").replaceChildren(note);
}
