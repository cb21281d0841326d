(function () {
  "use strict";
  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    var label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", function () {
      var text = document.getElementById(button.getAttribute("data-copy"));
      var range = document.createRange();
      range.selectNodeContents(text);
      var selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      function say(name) {
        button.textContent = button.getAttribute("data-" + name);
        window.setTimeout(function () { button.textContent = label; }, 4000);
      }
      function fall() {
        var done = false;
        try { done = document.execCommand("copy"); } catch (error) { done = false; }
        say(done ? "done" : "selected");
      }
      if (navigator.clipboard && navigator.clipboard.writeText) {
        navigator.clipboard.writeText(text.textContent).then(function () { say("done"); }, fall);
      } else {
        fall();
      }
    });
  });
  // What is ticked is said in the letter that accepts.
  var letters = document.querySelectorAll(".answers a");
  var accept = letters.length > 1 ? letters[letters.length - 1] : null;
  var href = accept ? accept.getAttribute("href") : "";
  function told() {
    var ticked = Array.prototype.filter.call(document.querySelectorAll(".box input"), function (box) { return box.checked; });
    accept.setAttribute("href", href + ticked.map(function (box) {
      return "%0D%0A%E2%98%91%20" + encodeURIComponent(box.parentNode.textContent.trim());
    }).join(""));
  }
  if (accept && href.indexOf("body=") > 0) { document.addEventListener("change", told); told(); }
})();
