// Turn what Word, a browser or a mail puts in the clipboard into our Markdown: words, bold, lists, headings.

const SANS_TEXTE = "script,style,head,meta,link,title,img,svg,object,iframe,template,noscript";
const BLOCS = "p,div,section,article,blockquote,pre,ul,ol,li,table,tbody,thead,tr,h1,h2,h3,h4,h5,h6,dl,dt,dd,figure,body";

const tientUnBloc = (node) => node.matches(BLOCS) || node.querySelector(BLOCS) !== null;

const plat = (texte) => texte.replace(/[\s\u00ad\u200b\ufeff]+/g, (blanc) => (/^[\u00a0\u202f]+$/.test(blanc) ? blanc : " "));

const marque = (texte, signe) => {
  const [, avant, mots, apres] = texte.match(/^(\s*)([^]*?)(\s*)$/);
  return mots ? avant + signe + mots + signe + apres : texte;
};

// The policy of the page forbids styles, here too: they are read as plain attributes.
const sansStyles = (html) => html.replace(/<[^>]+>/g, (balise) => balise.replace(/\sstyle=/gi, " data-style="));
const styleDe = (node) => node.dataset?.style ?? "";

const graisse = (node) => {
  const poids = /font-weight:\s*(\w+)/i.exec(styleDe(node))?.[1];
  const penche = /font-style:\s*(\w+)/i.exec(styleDe(node))?.[1];
  return {
    gras: poids ? /^bold/i.test(poids) || Number(poids) >= 600 : /^(B|STRONG)$/.test(node.tagName),
    italique: penche ? /^italic/i.test(penche) : /^(I|EM)$/.test(node.tagName),
  };
};

const estPuceDeWord = (node) => /mso-list:\s*Ignore/i.test(styleDe(node));

// The words of a paragraph, on one line.
const enLigne = (node, style = {}) => [...node.childNodes].map((enfant) => {
  if (enfant.nodeType === Node.TEXT_NODE) return plat(enfant.data);
  if (enfant.nodeType !== Node.ELEMENT_NODE || estPuceDeWord(enfant)) return "";
  if (enfant.tagName === "BR") return "\n";
  if (enfant.matches(BLOCS)) return ` ${enLigne(enfant, style)} `;
  const { gras, italique } = graisse(enfant);
  let texte = enLigne(enfant, { gras: style.gras || gras, italique: style.italique || italique });
  if (italique && !style.italique) texte = marque(texte, "*");
  if (gras && !style.gras) texte = marque(texte, "**");
  return texte;
}).join("");

// Two bold pieces side by side are one; a line holds no space at its ends.
const propre = (texte) => texte.replace(/\*\*(\s*)\*\*/g, "$1").split("\n").map((ligne) => ligne.replace(/ {2,}/g, " ").trim()).join("\n").trim();

const puceDeWord = (node) => {
  const niveau = /mso-list:[^;]*level(\d)/i.exec(styleDe(node));
  if (!niveau) return null;
  const signe = [...node.querySelectorAll("span")].find(estPuceDeWord)?.textContent ?? "";
  return { retrait: Number(niveau[1]) - 1, numero: /^\s*[0-9a-z]{1,3}[.)]/i.test(signe), texte: propre(enLigne(node)) };
};

const liste = (node, retrait) => {
  let rang = 0;
  return [...node.children].flatMap((item) => {
    if (/^(UL|OL)$/.test(item.tagName)) return liste(item, retrait + 1);
    const dedans = [...item.children].filter((enfant) => /^(UL|OL)$/.test(enfant.tagName));
    for (const autre of dedans) autre.remove();
    rang += 1;
    const signe = node.tagName === "OL" ? `${rang}. ` : "- ";
    const ligne = { liste: true, texte: "   ".repeat(retrait) + signe + propre(enLigne(item)).replace(/\n+/g, " ") };
    return [ligne, ...dedans.flatMap((autre) => liste(autre, retrait + 1))];
  });
};

const blocs = (node) => {
  const puce = puceDeWord(node);
  if (puce) return [{ liste: true, texte: `${"   ".repeat(puce.retrait)}${puce.numero ? "1." : "-"} ${puce.texte}` }];
  const titre = /^H([1-6])$/.exec(node.tagName);
  if (titre) return [{ texte: `${titre[1] === "1" ? "#" : "##"} ${propre(enLigne(node)).replace(/\*\*|\n/g, " ").trim()}` }];
  if (/^(UL|OL)$/.test(node.tagName)) return liste(node, 0);
  if (node.tagName === "TR") return [{ liste: true, texte: [...node.children].map((cell) => propre(enLigne(cell)).replace(/\n+/g, " ")).filter(Boolean).join(" – ") }];
  if ([...node.children].some(tientUnBloc)) return enfants(node);
  return [{ texte: propre(enLigne(node)) }];
};

// Words that stand beside a paragraph make one of their own.
const enfants = (node) => {
  const trouves = [];
  let seuls = document.createElement("span");
  const clore = () => { trouves.push({ texte: propre(enLigne(seuls)) }); seuls = document.createElement("span"); };
  for (const enfant of node.childNodes) {
    if (enfant.nodeType === Node.ELEMENT_NODE && tientUnBloc(enfant)) {
      clore();
      trouves.push(...blocs(enfant));
    } else seuls.append(enfant.cloneNode(true));
  }
  clore();
  return trouves;
};

export const enMarkdown = (html) => {
  const { body } = new DOMParser().parseFromString(sansStyles(html), "text/html");
  for (const node of body.querySelectorAll(SANS_TEXTE)) node.remove();
  const trouves = blocs(body).filter((bloc) => bloc.texte.trim());
  return trouves.map((bloc, rang) => {
    if (rang === 0) return bloc.texte;
    return (bloc.liste && trouves[rang - 1].liste ? "\n" : "\n\n") + bloc.texte;
  }).join("");
};
