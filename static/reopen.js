// The code of a QR comes behind a « # »: it goes into the field, and out of the address.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector("[data-code]");
  const code = decodeURIComponent(location.hash.slice(1));
  if (!field || !code) return;
  if (!field.value) field.value = code;
  history.replaceState(null, "", location.pathname);
});
