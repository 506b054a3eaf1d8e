// Loads the parts that were cut off the module, each once; one that did not come is asked for again next time.
const partsAsked = {};
const compilePart = async (name) => {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.headers.get("Content-Type") === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
};
const loadPart = (name, before) =>
  (partsAsked[name] ??= Promise.all([compilePart(name), ...before])
    .then(([module]) => WebAssembly.instantiate(module, { __wasm_split: wasm }))
    .catch((error) => {
      delete partsAsked[name];
      throw error;
    }));
const partLoader = (...names) => async (callback, data) => {
  let isLoaded = true;
  try {
    const asked = [];
    for (const name of names) asked.push(loadPart(name, [...asked]));
    await Promise.all(asked);
  } catch (error) {
    console.error(error);
    isLoaded = false;
  }
  wasm.__indirect_function_table.get(callback)(data, isLoaded);
};
