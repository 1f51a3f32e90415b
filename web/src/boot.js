// Runs before the first paint, so that neither colours nor language flash. It must be a file: the page's policy allows no inline script.
(function () {
  var root = document.documentElement;
  var stored = {};
  try {
    stored = {
      theme: localStorage.getItem("dossier.theme"),
      language: localStorage.getItem("dossier.language"),
    };
  } catch {
    // A browser that forbids storage gets its own preferences each time.
  }
  var dark =
    stored.theme === "dark" ||
    (stored.theme !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  if (stored.language === "zh-CN" || stored.language === "en") root.lang = stored.language;
  else {
    var wanted = (navigator.languages || [navigator.language]).find(function (tag) {
      return /^(zh|en)\b/i.test(tag);
    });
    root.lang = wanted && /^zh/i.test(wanted) ? "zh-CN" : "en";
  }
})();
