// Paste from Word: the words and their shape, without the styles and the pictures.
import { enMarkdown } from "./html.js";

const FORME = /<(b|strong|i|em|ul|ol|li|h[1-6]|table|p|div|br)\b|mso-|font-weight/i;

export const collage = (field) => {
  field.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!FORME.test(html)) return; // plain words: the browser does it well
    const texte = enMarkdown(html);
    if (!texte) return;
    event.preventDefault();
    if (!document.execCommand("insertText", false, texte)) {
      field.setRangeText(texte, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
};
