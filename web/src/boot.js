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

  // ahead.ts is put here by the build: what it asks goes out before the files below take the line.

  // The build writes here what each page and each language needs: [pattern of the address, or language; files].
  var ahead = []; // files
  var path = location.pathname === "/" ? "/customers" : location.pathname;
  ahead.forEach(function (entry) {
    if (entry[0] !== root.lang && !(entry[0][0] === "^" && new RegExp(entry[0]).test(path))) return;
    entry[1].forEach(function (file) {
      var link = document.createElement("link");
      var isStyle = file.endsWith(".css");
      link.rel = isStyle ? "preload" : "modulepreload";
      if (isStyle) link.as = "style";
      // As Vite's own links say it: what is fetched in another way would be fetched twice.
      link.crossOrigin = "";
      link.href = file;
      document.head.append(link);
    });
  });
})();
