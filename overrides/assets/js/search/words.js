// Words as the search compares them. A classic script: it runs in a worker and in a page.
// Needs: the global handbookRules, of the language that the handbook is written in (macros/exports/stems).

var handbookWords = (() => {
  const LONGEST = 40 // letters: what is longer is no word

  /** A text of the index as the list of its lines. */
  const lines = (text) => (text ? text.split("\n") : [])

  /** The words of the index: a capital says how many of the first letters the word before has too, A for none. */
  function unfolded(folded) {
    let above = []
    return (folded.match(/[A-Z][^A-Z]*/g) ?? []).map((piece) => {
      const [alike, ...rest] = piece
      above = [...above.slice(0, alike.charCodeAt(0) - 65), ...rest]
      return above.join("")
    })
  }

  /** A text in lower case and plain letters. */
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/ß/g, "ss")

  /** Its apostrophes as its language takes them: they join two words or part them. */
  const bare = (text) => text.replace(/['’`]/g, handbookRules.apostrophe)

  const WORD = /[\p{L}\p{M}\p{N}]+/gu // with the marks that belong to a letter, such as the vowels of Hindi

  // Letters of scripts that put no space between words: Thai and Lao, Burmese, Khmer, kana and Han.
  const UNSPACED = "\\u0e01-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u30ff\\u3400-\\u9fff"
  const LETTER = new RegExp(`[${UNSPACED}]\\p{M}*`, "gu")
  const RUN = new RegExp(`(?:${LETTER.source})+|[^${UNSPACED}]+`, "gu")

  /** A word as it is compared, as macros/typed.py does it: where nothing parts words, all pairs of neighbouring letters. */
  function pieces(word) {
    if (word.search(LETTER) < 0) return [word]
    return word.match(RUN).flatMap((run) => {
      const letters = run.match(LETTER) ?? []
      return letters.length > 1 ? letters.slice(1).map((letter, at) => letters[at] + letter) : [run]
    })
  }

  /** The words of a text in lower case and plain letters, as macros/typed.py has them: "They can’t" -> ["they", "cant"]. */
  function split(text) {
    return (bare(plain(text)).match(WORD) ?? []).flatMap(pieces).map((word) => word.slice(0, LONGEST))
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

  const english = (word) => handbookRules.stem(SPELLINGS.reduce((so, [from, to]) => so.replace(from, to), word))

  const FORM = 5 // letters, as in macros/exports/learning.py

  /** The beginning of a word, which the learning takes for its other forms too: "apologising" -> "apolo". */
  const form = (word) => [...word].slice(0, FORM).join("")

  /**
   * The function of a word in plain letters, in a language: what it shares with its other forms and spellings; its
   * beginning where no rule is known. Rules know accents, and people leave them out: `written` says how a word is written.
   */
  function stemmer(language, written = new Map()) {
    const known = new Map() // a text has few different words, and each is asked for often
    const accented = (word) => plain(handbookRules.stem(written.get(word) ?? word))
    const rule = language.split("-")[0] === "en" ? english : handbookRules.stem ? accented : form
    return (word) => {
      let found = known.get(word)
      if (found === undefined) known.set(word, (found = rule(word)))
      return found
    }
  }

  /** Adds to `written` the words of a text that are written in other letters than their plain ones, where rules ask. */
  function spell(text, written) {
    if (!handbookRules.accents) return
    for (const word of bare(text.normalize("NFC").toLowerCase()).match(WORD) ?? []) {
      const [own] = split(word)
      if (own && own !== word && !written.has(own)) written.set(own, word)
    }
  }

  const rows = [0, 1, 2].map(() => new Uint8Array(LONGEST + 1)) // of `editDistance`, used again and again

  /**
   * The edit distance of two words: how many slips lie between them, letters left out, added or changed, or two
   * neighbours swapped (restricted Damerau-Levenshtein). Where there are more than `most`, any number above it.
   */
  function editDistance(a, b, most) {
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

  return { lines, unfolded, split, spell, stemmer, form, editDistance }
})()
