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
})();
