// Ties the buttons of the passkey pages to the browser's own dialogue; what it answers goes along with the form.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-passkey]")) {
    const { passkey, credential } = button.dataset;
    window.allauth.webauthn.forms[passkey]({
      ids: { add: button.id, authenticate: button.id, credential, data: "js_data" },
    });
  }
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const notice of document.querySelectorAll("[data-passkey-error]")) notice.hidden = false;
});
