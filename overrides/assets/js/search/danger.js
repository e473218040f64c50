// The safety net: which pages protect the people that a query tells of. A classic script: it runs in a worker and in a
// page. Needs: the global handbookWords. The sayings are data (docs/_data/danger.yml, which explains how they are
// written); nothing here knows what danger is.

var handbookDanger = (() => {
  const { lines, split, editDistance } = handbookWords

  const GAP = 4 // words that ".." may stand for, at most
  const SLIPPED = 6 // letters of a word that is met with one slip, at least

  /**
   * A function: query -> {pages, harmless}: the addresses of the pages that protect, the first first, and whether the
   * query says what only sounds like danger. Of the language it takes the stem of a word, and whether it is one of ours.
   */
  function Guard({ sets, groups, harmless }, { stem, knows }) {
    const named = new Map(lines(sets).map((line) => line.split(" ")).map(([id, ...of]) => [id.toUpperCase(), anyOf(of, stem)]))
    const steps = new Map() // part of a saying -> its step: sayings have most of their parts in common
    const step = (part) => steps.has(part) ? steps.get(part) : steps.set(part, meets(part, named, stem)).get(part)
    const read = (sayings) => unfolded(sayings).map((parts) => parts.map(step))
    const masks = read(harmless)
    const guarded = groups.map(({ at, said }) => ({ at, said: read(said) }))

    return (text) => {
      const row = split(text).map((word) => ({ word, stem: stem(word), unknown: !knows(word) }))
      const heard = new Set([...steps.values()].filter((one) => one && row.some(one)))
      const may = (saying) => saying.every((one) => !one || heard.has(one)) // most of them need no closer look
      const innocent = new Set(masks.filter(may).flatMap((mask) => every(mask, row)).flat())
      const told = row.map((one, at) => (innocent.has(at) ? undefined : one))
      const met = guarded.filter(({ said }) => said.some((one) => may(one) && every(one, told).length))
      return { pages: [...new Set(met.map(({ at }) => at))], harmless: innocent.size > 0 }
    }
  }

  /** Sayings as lists of their parts: a line has a space for each part that it has in common with the one above. */
  const unfolded = (sayings) => lines(sayings).reduce((above, line) => {
    const own = line.trimStart()
    return [...above, [...(above.at(-1) ?? []).slice(0, line.length - own.length), ...own.split(" ")]]
  }, [])

  /** A part of a saying as a step: a function that tells whether a word is met, or `undefined` for a gap. */
  function meets(part, named, stem) {
    if (part === "..") return undefined
    if (named.has(part)) return named.get(part)
    const [word] = split(part)
    const own = stem(word)
    const forms = part.endsWith("~")
    const long = word.length >= SLIPPED
    return (typed) => {
      if (typed.word === word) return true
      if (typed.stem === own) return forms
      return long && typed.unknown && typed.word[0] === word[0] && editDistance(typed.word, word, 1) <= 1
    }
  }

  /** The words of a set as a step. */
  function anyOf(words, stem) {
    const written = new Set(words.flatMap(split))
    const stems = new Set(words.filter((word) => word.endsWith("~")).map((word) => stem(split(word)[0])))
    return (typed) => written.has(typed.word) || stems.has(typed.stem)
  }

  /** Every place of a row that a saying meets: for each the numbers of the words it takes. */
  const every = (steps, row) => row.map((_, at) => met(steps, 0, row, at)).filter(Boolean)

  /** The numbers of the words that the steps from `step` on take, from `at` on, or undefined. */
  function met(steps, step, row, at) {
    if (step === steps.length) return []
    if (!steps[step]) {
      for (let skipped = 0; skipped <= GAP; skipped++) {
        const rest = met(steps, step + 1, row, at + skipped)
        if (rest) return rest
      }
      return undefined
    }
    if (at >= row.length || !row[at] || !steps[step](row[at])) return undefined
    const rest = met(steps, step + 1, row, at + 1)
    return rest && [at, ...rest]
  }

  return { Guard }
})()
