// Which pages a query is for, by its words and by the pairs of words that stand side by side: what
// macros/exports/classifier.py learnt, as the global handbookLearnt. A classic script: it runs in a worker and in a page.

var handbookClassifier = (() => {
  const BUCKETS = 1 << 14
  const FIRST = 0x23

  /**
   * A function: features of a query -> for each page how much they speak for it, 0 for nothing, below 0 against it.
   * `locations` are those of the pages, in order.
   */
  function Classifier({ pages, sizes, rows, rare, how }, locations) {
    const places = pages.split("\n").map((at) => locations.indexOf(at))
    const buckets = new Map() // number -> {rare, weights: [[page, weight]]}
    let weight = 0
    rows.split("\n").forEach((row, number) => {
      if (!row) return
      let page = 0
      const weights = [...row].map((letter) => {
        page += letter.codePointAt(0) - FIRST
        const one = Number(how[weight++])
        return [places[page], one < sizes.length ? -sizes[one] : sizes[one - sizes.length]]
      })
      buckets.set(number, { rare: rare.codePointAt(buckets.size) - FIRST, weights: weights.filter(([at]) => at >= 0) })
    })

    return (features) => {
      const met = [...new Set(features.map(bucket))].map((one) => buckets.get(one)).filter(Boolean)
      const length = Math.hypot(...met.map((one) => one.rare))
      const told = locations.map(() => 0)
      for (const one of met) for (const [page, weight] of one.weights) told[page] += (weight * one.rare) / length
      return told
    }
  }

  /** The bucket of a feature: FNV-1a over its letters, as macros/exports/classifier.py has it. */
  function bucket(feature) {
    let found = 2166136261
    for (const letter of feature) found = Math.imul(found ^ letter.codePointAt(0), 16777619)
    return (found >>> 0) % BUCKETS
  }

  return { Classifier, bucket }
})()
