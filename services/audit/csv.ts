/**
 * CSV as RFC 4180 has it, safe to open in a spreadsheet: what a spreadsheet would take for a formula begins with an
 * apostrophe instead, which spreadsheets take for "this is text". Where the comma is for decimals they divide rows at
 * semicolons, quoted or not, so what follows one, a tab or a line break counts as the beginning of a cell too; a quotation
 * mark there opens a cell, and is no part of it.
 */
const formula = /(?<=^|[;\t\r\n])(?=[\s\p{C}"]*[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])/gu;

export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = value.replace(formula, "'");
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
