// Finds what the page carries: texts of workers, and wasm as base64 of gzip, in `perennialFiles` by file name. Stands
// before the glue of the page and of each worker, in one scope with it, so that what they load is found here.
// Workers are classic scripts: those of pages from the disk may be no modules, as such a page has no origin to load from.
const perennialName = (address) => address.slice(address.lastIndexOf("/") + 1);
const perennialOpen = async (address) => {
  const packed = Uint8Array.from(atob(perennialFiles[perennialName(address)]), (digit) => digit.charCodeAt(0));
  // Written, not streamed from a blob: WebKit reads none in the workers of a page from the disk.
  const unpacking = new DecompressionStream("gzip");
  const writer = unpacking.writable.getWriter();
  writer.write(packed).then(() => writer.close()).catch(() => {});
  return new Response(unpacking.readable, { headers: { "Content-Type": "application/wasm" } });
};
const perennialWorkers = {};
const perennialWorker = (address) => {
  const name = perennialName(address);
  const code = perennialFiles[name];
  if (code === undefined) return address;
  // The engine starts the others, so it has everything but the page's own; the others have what is theirs.
  const kind = name.slice(0, name.indexOf("-") + 1);
  const isIts = kind === "worker-" ? (file) => !file.startsWith("app-") : (file) => file.startsWith(kind);
  const files = Object.fromEntries(Object.entries(perennialFiles).filter(([file]) => isIts(file)));
  const head = `const perennialFiles = ${JSON.stringify(files)};\nglobalThis.perennialBuild = ${JSON.stringify(name)};\n`;
  return (perennialWorkers[name] ??= URL.createObjectURL(new Blob([head, code], { type: "text/javascript" })));
};
const Worker = class extends globalThis.Worker {
  constructor(address, options) {
    super(perennialWorker(address), { ...options, type: "classic" });
  }
};
