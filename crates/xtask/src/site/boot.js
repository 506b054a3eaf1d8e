// Starts the app on the page. Its file name and those it names are filled in by `cargo xtask`.
import init from "./__GLUE__";

try {
  await init({ module_or_path: new URL("./__WASM__", import.meta.url) });
} catch (error) {
  console.error(error);
  const note = document.createElement("p");
  note.setAttribute("role", "alert");
  note.textContent = `无法启动，请更新浏览器后重新加载。 Perennial could not start: please update the browser and reload. (${error})`;
  document.getElementById("app").replaceChildren(note);
}
