// The same on the page: the data blocks, and the page itself, for the app to save it with a workspace inside.
const perennialBlocks = Array.from(document.querySelectorAll("script[data-file]"));
const perennialFiles = Object.fromEntries(perennialBlocks.map((block) => [block.dataset.file, block.textContent]));
const fetch = async () => {
  const bare = await (await perennialOpen("page.html")).text();
  const blocks = perennialBlocks.map((block) => `${block.outerHTML}\n`).join("");
  return new Response(bare.replace(["<", "!--perennial-files--", ">"].join(""), () => blocks));
};
