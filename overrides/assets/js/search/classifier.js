// What was learnt from what people ask, as macros/exports/learnt.py writes it: how likely each page is by the words of a
// query, and which pages it is for by its pairs of words too. A classic script: it runs in a worker and in a page.
// Needs: handbookWords.

var handbookClassifier = (() => {
  const { unfolded } = handbookWords

  const BUCKETS = 1 << 14
  const FIRST = 0x23
  const AGAINST = 3 // steps from the lightest weight of a word to nothing
  const DEEP = 8 // below so many e-folds, no page is any likelier than another

  const number = (letter) => letter.codePointAt(0) - FIRST

  /** What was learnt of words: form of a word, or group -> [[number of a page in `locations`, weight]]. */
  function Words({ pages, words }, locations) {
    const rows = placed(pages, words, locations, (how) => number(how) - AGAINST)
    return new Map(unfolded(words.forms).map((form, at) => [form, rows[at]]))
  }

  /**
   * A function: forms of a query -> for each page how likely it is that who types the query wants the page: 1 where it is
   * sure, 0 where there is less than one chance in e to the power of DEEP. A logistic regression over the weights of
   * `Words`; `priors` say how likely each page is before any word. The small words count too: "my" and "they" tell who
   * does what to whom.
   */
  function Likely(weights, priors) {
    return (forms) => {
      const known = forms.filter((one) => weights.has(one))
      if (!known.length) return priors.map(() => 0)
      const told = [...priors]
      for (const one of known) for (const [page, weight] of weights.get(one)) told[page] += weight / Math.sqrt(known.length)
      const all = Math.log(told.reduce((total, one) => total + Math.exp(one), 0))
      return told.map((one) => Math.max(0, 1 + (one - all) / DEEP))
    }
  }

  /** Of what Likely says of a page, the chance. */
  const chance = (likely) => Math.exp((likely - 1) * DEEP)

  /** A function: features of a query -> for each page how much they speak for it, 0 for nothing, below 0 against it. */
  function Pairs({ pages, pairs }, locations) {
    const sizes = [...pairs.sizes.map((size) => -size), ...pairs.sizes]
    const rows = placed(pages, pairs, locations, (how) => sizes[number(how)])
    const rare = [...pairs.rare].map(number)
    const buckets = new Map() // number -> {rare, weights: [[page, weight]]}
    rows.forEach((weights, at) => weights.length && buckets.set(at, { rare: rare[buckets.size], weights }))

    return (features) => {
      const met = [...new Set(features.map(bucket))].map((one) => buckets.get(one)).filter(Boolean)
      const length = Math.hypot(...met.map((one) => one.rare))
      const told = locations.map(() => 0)
      for (const one of met) for (const [page, weight] of one.weights) told[page] += (weight * one.rare) / length
      return told
    }
  }

  /** Rows of weights, each [[number of a page in `locations`, weight]]; `weight` is told a letter of `how`. */
  function placed(pages, { rows, how }, locations, weight) {
    const places = pages.split("\n").map((at) => locations.indexOf(at))
    let next = 0
    return rows.split("\n").map((row) => {
      let page = 0
      const weights = [...row].map((letter) => [places[(page += number(letter))], weight(how[next++])])
      return weights.filter(([place]) => place >= 0)
    })
  }

  /** The bucket of a feature: FNV-1a over its letters, as macros/exports/classifier.py has it. */
  function bucket(feature) {
    let found = 2166136261
    for (const letter of feature) found = Math.imul(found ^ letter.codePointAt(0), 16777619)
    return (found >>> 0) % BUCKETS
  }

  return { Words, Pairs, Likely, bucket, chance }
})()
