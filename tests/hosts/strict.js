// Gives the cards of strict.html their data, as a page of a strict host would: no inline script, no eval.
const read = async (name) => (await fetch(name)).json();
document.getElementById("snapshot").data = await read("./full.json");
document.getElementById("rows").data = await read("./rows.json");
