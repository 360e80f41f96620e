// Brings the sentence that was asked for into view, where the address has no fragment. Pages work without it.
"use strict";
const chosen = document.querySelector("[data-chosen]");
if (chosen && !location.hash) {
  chosen.scrollIntoView({ block: "center" });
}
