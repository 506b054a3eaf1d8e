// Finds what can be seen and reached by role and accessible name. Arguments: what to look for, and within what.
const [by, within] = arguments;
const roles = {
  button: 'button, summary, [role="button"]',
  link: 'a[href]',
  heading: 'h1, h2, h3',
  textbox: 'input:not([type="checkbox"]):not([type="radio"]):not([type="file"]), textarea',
  combobox: 'select, [role="combobox"]',
  radio: 'input[type="radio"]',
  checkbox: 'input[type="checkbox"], [role="switch"]',
  file: 'input[type="file"]',
  region: 'section, nav, [role="region"], [role="group"], [role="radiogroup"]',
  dialog: 'dialog[open]',
  columnheader: 'thead th',
  row: 'tbody tr:not([aria-hidden])',
  testid: '[data-testid]',
};
const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').trim();

function nameOf(element) {
  if (by.role === 'testid') return element.dataset.testid;
  const labelledby = element.getAttribute('aria-labelledby');
  if (labelledby) {
    return labelledby.split(' ').map((id) => tidy(document.getElementById(id)?.textContent)).join(' ');
  }
  const label = element.getAttribute('aria-label');
  if (label) return tidy(label);
  if (element.labels?.length) {
    // A label that holds a list of choices is named by its text alone.
    return tidy([...element.labels].map((one) => {
      const copy = one.cloneNode(true);
      copy.querySelectorAll('input, select, .field__note, .field__error').forEach((part) => part.remove());
      return copy.textContent;
    }).join(' '));
  }
  const title = element.querySelector(':scope > title');
  if (title) return tidy(title.textContent);
  const copy = element.cloneNode(true);
  copy.querySelectorAll('[aria-hidden="true"], svg').forEach((part) => part.remove());
  return tidy(copy.textContent) || tidy(element.title);
}

function fits(name) {
  if (by.how === 'beginning') return name.startsWith(by.name);
  if (by.how === 'part') return name.includes(by.name);
  return name === by.name;
}

// A file field is hidden behind its button, radio buttons behind their labels.
const hidden = ['file', 'radio', 'checkbox'].includes(by.role);
const isThere = (element) => hidden || (element.checkVisibility() && element.getClientRects().length > 0);
const dialogs = document.querySelectorAll('dialog:modal');
const root = within ?? (by.role === 'dialog' ? null : dialogs[dialogs.length - 1]) ?? document;
return [...root.querySelectorAll(roles[by.role] ?? `[role="${by.role}"]`)]
  .filter((element) => isThere(element) && fits(nameOf(element)));
