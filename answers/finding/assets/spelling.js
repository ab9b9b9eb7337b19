// Names as they are compared: the three steps of geodata.gazetteer.spelling with its letters, proved equal by a test.
(function (finding) {
  "use strict";

  const TONES = "\u0e48-\u0e4b";
  const UNSEEN = /[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
  const NOT_IN_A_KEY = /[^\p{L}\p{N}_\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]|[_\u0e2f\u0e46]/gu;
  const SILENT = /[\u0e01-\u0e2e][\u0e34\u0e38]?\u0e4c/g;
  const SLIPS = new RegExp("[" + TONES + "\u0e47\u0e4c\u0e3a]", "g");

  const AM_AROUND = new RegExp("\u0e4d([" + TONES + "]?)\u0e32", "g");
  const AM_AFTER = new RegExp("([" + TONES + "])\u0e4d\u0e32", "g");
  const AM_BEFORE = new RegExp("\u0e33([" + TONES + "])", "g");

  function clean(text) {
    let folded = text.normalize("NFKC").replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).toLowerCase();
    folded = folded.replace(UNSEEN, "");
    folded = folded.replace(AM_AROUND, "$1\u0e33").replace(AM_AFTER, "$1\u0e33").replace(AM_BEFORE, "$1\u0e33").replace(/เเ/g, "แ");
    return folded.replace(/[\u2010-\u2015\u2212]/g, "-").trim().split(/\s+/).join(" ");
  }

  const key = (text) => text.replace(NOT_IN_A_KEY, "");

  // letters are those of answers.finding.index.letters.
  finding.spelling = function (letters) {
    function loose(text) {
      if (/[\u0e00-\u0e7f]/.test(text)) {
        return Array.from(text.replace(SILENT, "").replace(SLIPS, "")).map((one) => letters.one_sound[one] || one).join("");
      }
      let heard = text.replace(/c(?!h)/g, "k").replace(/([aeou])r(?![aeiouy])/g, "$1");
      letters.roman.forEach(([written, sound]) => (heard = heard.split(written).join(sound)));
      return heard.replace(/([a-zN])\1+/g, "$1");
    }
    return { clean: clean, key: key, loose: loose };
  };
})((window.finding = window.finding || {}));
