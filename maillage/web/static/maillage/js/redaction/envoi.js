// Send the form and say, in one of a few words, what came back.

const AUTREMENT = { 409: "conflit", 422: "refuse", 403: "interdit", 404: "interdit" };

// The connection may hang: after this long, it is as good as cut.
const PATIENCE = 20000;

const lire = async (response) => {
  try { return await response.json(); } catch { return {}; }
};

export const envoyer = async (url, corps, options = {}) => {
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      body: corps,
      redirect: "manual", // a redirection here always leads to the page where one signs in
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout?.(PATIENCE),
      ...options,
    });
  } catch {
    return { issue: "coupe" };
  }
  if (response.type === "opaqueredirect") return { issue: "deconnecte" };
  if (response.ok) {
    const dit = await lire(response);
    return { issue: dit.etat || dit.derniere !== undefined ? "bien" : "panne", ...dit };
  }
  return { issue: AUTREMENT[response.status] ?? "panne", ...(await lire(response)) };
};

// Signing in again, in another tab, changes the token of every form: take the new one from the page.
export const reprendreJeton = async (form) => {
  try {
    const response = await fetch(location.pathname, { redirect: "manual" });
    if (!response.ok) return false;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const champ = page.querySelector("[data-maillage-redaction] [name=csrfmiddlewaretoken]");
    if (!champ) return false;
    form.elements.csrfmiddlewaretoken.value = champ.value;
    return true;
  } catch {
    return false;
  }
};
