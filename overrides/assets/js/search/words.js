// Words as the search compares them. A classic script: it runs in a worker and in a page.
// Needs: the global PorterStemmer (vendor/stemmer).

var handbookWords = (() => {
  const LONGEST = 40 // letters: what is longer is no word

  /** A text of the index as the list of its lines. */
  const lines = (text) => (text ? text.split("\n") : [])

  /** The words of a text in lower case and plain letters, as macros/exports/learning.py has them: "They can’t" -> ["they", "cant"]. */
  function split(text) {
    const plain = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/ß/g, "ss").replace(/['’`]/g, "")
    return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, LONGEST))
  }

  // British and American spellings of one word become one: -ise and -ize, -our and -or, -lled and -led,
  // -ence and -ense, -re and -er, -ogue and -og, -mme and -m. Where a rule strikes an innocent word it
  // strikes it in the pages and in the query alike. What must stand before is kept as a group: lookbehind is an
  // error in Safari before 16.4, and all of the search with it.
  const SPELLINGS = [
    [/(\w{3})yz(?=e|i)/, "$1ys"],
    [/(\w{3})iz(?=e|i|a)/, "$1is"],
    [/(\w{2})our/, "$1or"],
    [/(\w{4})ll(?=ed|ing|er|ment|or)/, "$1l"],
    [/(\w{3})enc(?=e|es|ed|ing)/, "$1ens"],
    [/(\w{3}[bt])re(?=s?$)/, "$1er"],
    [/(\w{3}og)ue/, "$1"],
    [/gramme/, "gram"],
    [/(fulfil|enrol|instal|skil)l/, "$1"],
  ]

  const english = (word) => PorterStemmer.stemmer(SPELLINGS.reduce((so, [from, to]) => so.replace(from, to), word))

  /**
   * German: "schreien" -> "schrei", and "kuendigen" is "kundigen", as `split` gives "kündigen". After CISTEM (Weissweiler
   * and Fraser, 2017): ge- in front, then -em, -er, -nd, -t, -e, -s and -n at the end, as long as enough is left. There
   * "sch", "ei" and "ie" are one letter, and a double letter is not parted.
   */
  function german(word) {
    let rest = word
      .replace(/(^|[^aeiouq])([aou])e/g, "$1$2")
      .replace(/^ge(?=.{4})/, "")
      .replace(/sch/g, "$")
      .replace(/ei/g, "%")
      .replace(/ie/g, "&")
      .replace(/(.)\1/g, "$1*")
    for (let before = ""; rest !== before && rest.length > 3; ) {
      before = rest
      if (rest.length > 5) rest = rest.replace(/e[mr]$|nd$/, "")
      if (rest === before) rest = rest.replace(/t$/, "")
      if (rest === before) rest = rest.replace(/[esn]$/, "")
    }
    return rest.replace(/(.)\*/g, "$1$1").replace(/&/g, "ie").replace(/%/g, "ei").replace(/\$/g, "sch")
  }

  const FORM = 5 // letters, as in macros/exports/learning.py

  /** The beginning of a word, which the learning takes for its other forms too: "apologising" -> "apolo". */
  const form = (word) => [...word].slice(0, FORM).join("")

  const STEMS = { en: english, de: german }

  /** The function of a word, in a language: what it shares with its other forms and spellings; its beginning where no rule is known. */
  function stemmer(language) {
    const known = new Map() // a text has few different words, and each is asked for often
    const rule = STEMS[language.split("-")[0]] ?? form
    return (word) => {
      let found = known.get(word)
      if (found === undefined) known.set(word, (found = rule(word)))
      return found
    }
  }

  const rows = [0, 1, 2].map(() => new Uint8Array(LONGEST + 1)) // of `slips`, used again and again

  /**
   * The number of slips between two words: a letter left out, added, changed, or two neighbours swapped (the
   * restricted Damerau-Levenshtein distance). Where there are more than `most`, any number above it.
   */
  function slips(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1
    let [before, last, now] = rows
    for (let column = 0; column <= b.length; column++) last[column] = column
    for (let row = 1; row <= a.length; row++) {
      const letter = a.charCodeAt(row - 1)
      let least = (now[0] = row)
      for (let column = 1; column <= b.length; column++) {
        const other = b.charCodeAt(column - 1)
        let number = last[column - 1] + (letter === other ? 0 : 1)
        if (last[column] + 1 < number) number = last[column] + 1
        if (now[column - 1] + 1 < number) number = now[column - 1] + 1
        if (row > 1 && column > 1 && letter === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === other) {
          if (before[column - 2] + 1 < number) number = before[column - 2] + 1
        }
        now[column] = number
        if (number < least) least = number
      }
      if (least > most) return most + 1
      ;[before, last, now] = [last, now, before]
    }
    return last[b.length]
  }

  return { lines, split, stemmer, form, slips }
})()
