// The search: build(data) -> {search(text) -> found, dangers(text)}. What is found is {items, whole, nothing}: `items` a
// list of pages, each a list of {location, title, text, score}, the page and its best sections, `title` and `text` in
// HTML; a page has its `kind` too, and `guards` where it stands first because it protects. `whole` is what the query
// may become, or ""; `nothing` says that the pages were not found but are offered, `foreign` that this is because the
// query is in another language, `unsure` that what was found may well be wrong. `beside` are the pages that protect,
// {location, title} each, the likeliest first, where none is found first and the query may yet speak of danger.
//
// `data` is search/index.json, made by macros/exports/search.py. Nothing here touches the page or the network: the
// same functions run in a worker, in a page and in tests. Needs: MiniSearch, handbookWords, handbookLanguage,
// handbookDanger, handbookClassifier and what it learnt, handbookLearnt.
//
// A query becomes units, one a word, each with the terms that may meet it and what they are worth: the word itself,
// what a misspelt or half-typed word may mean, what people call the same thing. MiniSearch scores the terms by field;
// of a unit's terms only the best one counts. How alike the query is to the phrases of the page, its title and its
// search words, weighs as much as all that; so do the pairs of neighbours that it shares with them, small words
// included, for "I shout at" and "shout at me" have the same words. Most weighs what was learnt from how people ask.

var handbookSearch = (() => {
  const { lines, unfolded, split, spell, stemmer, form } = handbookWords
  const { Language, note, remembered } = handbookLanguage
  const { Guard } = handbookDanger
  const { Words, Pairs, Likely, chance } = handbookClassifier

  const LONGEST = 200 // characters of a query that are read
  const MOST_PAGES = 12
  const MOST_PARTS = 3 // sections shown of one page
  const DIMMEST = 0.15 // share of the best score below which a page is left out

  const PAGE_FIELDS = { title: 4, queries: 4, headings: 2, about: 2, words: 0.5 }
  const WARY = 1 // e-folds by which a page that protects is taken to be likelier: to miss it costs more than to see it
  // The chance of danger from which on the pages that protect are shown beside what was found. Of hints at danger more
  // than nine in ten then show one, where seven in ten have one first; of strangers' other queries one in four shows one
  // for nothing.
  const FEARED = 0.33
  const PAIRED = 4 // e-folds by which danger is taken to be likelier, for all that pairs of words tell of it
  const LIKELY = 0.25 // of that chance, what a page must have to be shown: two or three links are read, four are passed
  const SAID = 6 // what counts, as people ask for a page, where all that its own words count is 1
  const JUDGED = 8 // and what counts, as the pairs of words in it tell one page from all others
  const FEWEST = 0.75 // share of the best by what people ask, above which a page without any of the words is found too
  const BM25 = { k: 1.2, b: 0.5, d: 0.5 }
  const ALL_MET = 0.6 // share of the score that needs every unit to be met
  const ALIKE = 2.2 // what the likeness to one phrase counts, where all that words count is 1
  const BEST = [0.5, 0.3, 0.2] // of that, what the likeliest phrases of a page have a say in, so that none pulls alone
  const PAIRS = 0.8 // what the pairs of neighbours count that the page's phrases have too
  const SAME = 8 // for a page of which the query is a phrase, or the heading of a section
  const MEANT = 4 // for a page of which it is one in other words
  const SPEAKS = 2 // weight of a word, from which on it is taken to stand on the page
  const FAINT = 0.6 // what a word passed over counts in a phrase
  const UNSAID = 0.25 // and what a word of the query counts that a phrase lacks: people tell a story, phrases are short
  const COMMON = 0.6 // what a word of very many sections counts, where any other counts 1
  // Where the first page has no phrase like the query, and the next is as good or much of the query is met nowhere, six
  // in ten of the accounts to learn from find the wrong page; of the others, one in three.
  const SURE = 0.45 // likeness to a phrase
  const CLOSE = 0.15 // of the first page's score, to the next
  const MUCH = 0.5 // share of the query
  const ASKED = 1.7 // for a page of the kind that the query asks for
  const STANDS_BACK = 0.4 // a page that protects, where the query only sounds like danger
  // A page that protects, where most of the query is met nowhere on it: it is likely by what was learnt alone, and shown
  // beside what is found instead. Of the accounts to learn from that tell of no danger one in twelve has it first, not
  // one in nine; of those that do, as many find theirs.
  const HARDLY = 0.3 // share of the query
  const HELD_BACK = 0.85
  const LISTED = 30 // and for the list of them, where it asks for nothing else: more than any page can have

  function build(data) {
    const written = spelt(data)
    const stem = stemmer(data.language, written)
    const locations = data.pages.map((page) => page.at)
    const weights = Words(handbookLearnt, locations)
    const { pages, counts, commons } = unpacked(data, stem, weights)
    const language = Language(data, counts, stem)
    const guard = Guard(data.danger, language)
    const guards = new Set(data.danger.groups.map(({ at }) => at))
    const look = index(pages, language)
    const usual = Likely(weights, priors(pages, guards))
    const judge = Pairs(handbookLearnt, locations)
    const pairs = pages.map((page) => new Set([page.title, ...page.queries].flatMap(language.pairs)))
    const exactly = pages.map((page) => new Set([page.title, ...page.queries, ...page.headings].map(language.stemmed)))
    const completions = pages.flatMap((page) => [...page.queries, page.title]).map((one) => one.toLowerCase())
    completions.sort((a, b) => a.length - b.length) // the least that may be meant

    const rare = (count) => Math.log(1 + (pages.length - count + 0.5) / (count + 0.5))

    /** How rare a term is among the pages. */
    const rarity = remembered((term) => rare(look(term).size) * (commons.has(term) ? COMMON : 1))

    /** And two neighbours among what is typed for them. */
    const pairing = remembered((pair) => rare(pairs.filter((own) => own.has(pair)).length))

    const likenesses = Phrases(pages, language, rarity)

    function search(text) {
      spell(text, written)
      const query = language.read(text.slice(0, LONGEST))
      if (!query.units.length) return { items: [], whole: "", nothing: false, foreign: false, unsure: false, beside: [] }
      const said = usual(query.forms)
      const judged = judge(query.features)
      const met = guarded(text, ranked(query, said, judged))
      const foreign = !met[0]?.guards && language.strange(text)
      const found = foreign ? [] : met
      const items = found.length ? found.map((one) => group(one, query.units)) : nothing()
      const named = items[0]?.[0].location.includes("#") // a section, for its heading was asked for
      const unsure = found.length > 0 && !named && doubtful(found)
      const beside = foreign || met[0]?.guards ? [] : feared(text, said, judged)
      return { items, whole: whole(text, completions), nothing: !found.length, foreign, unsure, beside }
    }

    /** The pages that protect, the likeliest first, or none where a query hardly speaks of danger, or only sounds so. */
    function feared(text, said, judged) {
      const them = pages.filter(({ at }) => guards.has(at))
      const chances = them.map(({ id }) => chance(said[id]))
      const all = sum(chances)
      const told = Math.max(...them.map(({ id }) => judged[id]))
      if (all * Math.exp(PAIRED * told) < FEARED || dangers(text).harmless) return []
      const likely = them.filter((_, number) => chances[number] >= LIKELY * all)
      likely.sort((a, b) => said[b.id] - said[a.id])
      return likely.map(({ at: location, title }) => ({ location, title: escaped(title) }))
    }

    /**
     * What was found, and before all of it the pages that protect, whether or not they were found. Where the query only
     * sounds like danger they stand back instead: their words are those of danger.
     */
    function guarded(text, found) {
      const { pages: first, harmless } = dangers(text)
      if (harmless && !first.length) {
        return found
          .map((one) => (guards.has(one.page.at) ? { ...one, score: one.score * STANDS_BACK } : one))
          .sort((a, b) => b.score - a.score)
      }
      const best = found[0]?.score ?? 1
      const kept = first.map((at, number) => {
        const page = pages.find((one) => one.at === at)
        const met = found.find((one) => one.page === page)?.met ?? []
        return { page, met, guards: true, score: best + first.length - number }
      })
      return [...kept, ...found.filter((one) => !first.includes(one.page.at))].slice(0, MOST_PAGES)
    }

    /**
     * Pages by score: [{page, score, met: numbers of units}]. `said` tells of each how likely it is, as people ask, and
     * `judging` how much the pairs of words speak for it.
     */
    function ranked(query, said, judging) {
      const { units, asked, all } = query
      const found = scores(units, look)
      // Who asks for a kind of page and nothing else wants the list of them, whether or not it has the words.
      const lists = all ? pages.filter((page) => page.list && asked.has(page.kind)) : []
      for (const { id } of lists) if (!found.has(id)) found.set(id, { sum: 0, met: [] })
      const highest = Math.max(1e-9, ...[...found.values()].map((one) => one.sum))
      const weights = units.map((unit) => Math.max(...unit.terms.map(([term, worth]) => worth * rarity(term))))
      const total = sum(weights)
      const alikes = likenesses(query, weights)
      const paired = sum(query.pairs.map(pairing)) || 1
      const known = found.size || said.some(Boolean) // else what is learnt of other words answers: they share buckets
      const judged = known ? judging : said
      for (const told of [said, judged]) {
        const most = Math.max(1e-9, ...told)
        told.forEach((worth, id) => worth >= FEWEST * most && !found.has(id) && found.set(id, { sum: 0, met: [] }))
      }
      const list = [...found].map(([id, { sum: score, met }]) => {
        const page = pages[id]
        const share = sum(met.map((number) => weights[number])) / total
        const words = (score / highest) * (1 - ALL_MET + ALL_MET * share ** 2)
        const likely = alikes.get(id) ?? []
        const alike = likely[0] ?? 0
        const near = sum(query.pairs.filter((pair) => pairs[id].has(pair)).map(pairing)) / paired
        const wanted = asked.has(page.kind) ? ASKED : 1
        const same = exactly[id].has(query.row) ? SAME : alike > 0.99 ? MEANT : 0
        const first = lists.includes(page) ? LISTED : (same * page.weight) / 100
        const phrased = ALIKE * sum(BEST.map((part, place) => part * (likely[place] ?? 0))) + PAIRS * near
        const matter = ((words + phrased) * page.weight) / 100 + SAID * said[id] + JUDGED * judged[id]
        const back = guards.has(page.at) && share < HARDLY ? HELD_BACK : 1
        return { page, met, share, alike: first || alike, score: (first + matter * wanted) * back }
      })
      list.sort((a, b) => b.score - a.score || a.page.id - b.page.id)
      return list.filter((one) => one.score >= DIMMEST * list[0].score).slice(0, MOST_PAGES)
    }

    /** A page and its best sections: the page first, unless a section says just that. */
    function group({ page, score, guards }, units) {
      const meeting = new Set(units.flatMap((unit) => unit.terms.map(([term]) => term)))
      const show = (text) => marked(text, meeting, language)
      const kind = data.kinds[page.kind]
      const own = { location: page.at, kind, title: show(page.title), text: show(page.about), score, guards }
      const sections = best(page, units).map(({ part, worth }, number, [first]) => {
        const leads = number === 0 && says(part.title, units) && !says(page.title, units)
        const share = leads ? 1.001 : 0.9 * (worth / first.worth)
        const location = `${page.at}#${part.at}`
        return { location, title: show(part.title), score: score * share }
      })
      return sections[0]?.score > score ? [sections[0], own, ...sections.slice(1)] : [own, ...sections]
    }

    /** Whether the first page may well be the wrong one. */
    function doubtful([{ guards, alike, share, score }, next]) {
      return !guards && alike < SURE && (share < MUCH || (next !== undefined && score - next.score < CLOSE * score))
    }

    /** The sections of a page whose headings meet most: [{part, worth}]. */
    function best(page, units) {
      const found = page.parts
        .filter((part) => part.at)
        .map((part) => {
          part.terms ??= new Set(language.terms(part.title))
          const worths = units.map((unit) => {
            return Math.max(...unit.terms.map(([term, worth]) => (part.terms.has(term) ? worth * rarity(term) : 0)))
          })
          return { part, worth: sum(worths) }
        })
      return found.filter((one) => one.worth).sort((a, b) => b.worth - a.worth).slice(0, MOST_PARTS)
    }

    /** Whether a title meets every unit. */
    function says(title, units) {
      const held = new Set(language.terms(title))
      return units.every((unit) => unit.terms.some(([term]) => held.has(term)))
    }

    /** What to offer where no page has any of the words. */
    function nothing() {
      return data.fallback.map(({ at, title, about }, number) => {
        return [{ location: at, title: escaped(title), text: escaped(about), score: 1 / (number + 1) }]
      })
    }

    const dangers = (text) => guard(text.slice(0, LONGEST))

    return { search, dangers }
  }

  // The index -----------------------------------------------------------------------------

  /** How the words of the index are written, by their plain letters. */
  function spelt({ words, synonyms, asked, danger, pages }) {
    const written = new Map()
    const sayings = danger.groups.map(({ said }) => said)
    const told = pages.flatMap(({ title, queries, parts }) => [title, queries, parts])
    for (const text of [unfolded(words).join(" "), synonyms, ...asked.flat(), ...sayings, ...told]) spell(text, written)
    return written
  }

  /**
   * Pages with their words and sections, how often each word occurs, and the stems of words that stand nowhere. A word
   * stands on the pages whose text has it and on those that it speaks well for, by the weights learnt.
   */
  function unpacked(data, stem, weights) {
    const counts = new Map()
    const commons = new Set()
    const pages = data.pages.map((page, id) => {
      const parts = lines(page.parts).map((line) => {
        const [at] = line.split(" ", 1)
        return { at, title: line.slice(at.length + 1) }
      })
      return { ...page, id, words: [], queries: lines(page.queries), parts, headings: parts.map((part) => part.title) }
    })
    const rows = data.steps.split(" ").map((row) => (row ? row.split(",").map(Number) : []))
    unfolded(data.words).forEach((written, place) => {
      const words = split(written)
      const steps = rows[place]
      if (!steps.length) for (const word of words) commons.add(stem(word))
      let page = 0
      const held = new Set(steps.map((step) => (page += step)))
      for (const [at, weight] of weights.get(form(words[0])) ?? []) if (weight >= SPEAKS) held.add(at)
      for (const at of held) pages[at].words.push(...words)
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + steps.length)
    })
    for (const page of pages) {
      note(counts, [page.title, ...page.queries], 5)
      note(counts, page.headings, 1)
    }
    return { pages, counts, commons }
  }

  /** A function: term -> Map of the pages that hold it, id -> score. */
  function index(pages, language) {
    const made = new MiniSearch({
      fields: Object.keys(PAGE_FIELDS),
      stringifyField: (value) => value, // lists stay lists
      tokenize: (value, field) => [value].flat().flatMap(field === "words" ? language.single : language.terms),
      processTerm: (term) => term,
      searchOptions: { tokenize: (term) => [term], boost: PAGE_FIELDS, bm25: BM25 },
    })
    made.addAll(pages)
    return remembered((term) => new Map(made.search(term).map(({ id, score }) => [id, score])), 2000)
  }

  /** How likely each page is before any word: as people ask for it, and more where it protects. */
  function priors(pages, guards) {
    return pages.map(({ at, asked, queries, list }) => {
      return Math.log(1 + asked + queries.length + (list ? 0 : 2)) + (guards.has(at) ? WARY : 0)
    })
  }

  /** Page -> {sum of its scores, numbers of the units it meets}. Of a unit's terms the best counts. */
  function scores(units, look) {
    const found = new Map()
    units.forEach((unit, number) => {
      const best = new Map()
      for (const [term, worth] of unit.terms) {
        for (const [id, score] of look(term)) best.set(id, Math.max(best.get(id) ?? 0, score * worth))
      }
      for (const [id, score] of best) {
        if (!found.has(id)) found.set(id, { sum: 0, met: [] })
        const one = found.get(id)
        one.sum += score
        one.met.push(number)
      }
    })
    return found
  }

  // Phrases -------------------------------------------------------------------------------

  /** A phrase as {told, faint}: the terms of its words, [stem, group or undefined], and the words passed over. */
  function phrase(text, language) {
    const words = split(text)
    const some = words.some((word) => !language.ignored.has(word))
    const told = words.filter((word) => !some || !language.ignored.has(word)).map((word) => language.single(word))
    const faint = words.filter((word) => some && language.ignored.has(word)).map(language.stem)
    const own = new Set(told.flat())
    const several = language.terms(text).filter((term) => term.startsWith("=") && !own.has(term))
    return { told: [...told, ...several.map((group) => [group])], faint }
  }

  /**
   * A function: query, weights of its units -> Map of pages, id -> how much of each of its phrases and of the query is
   * the same, by the weight of their words: 0 to 1, the likeliest first. Phrases that share no word are not looked at:
   * there are thousands, and a query is asked at each key.
   */
  function Phrases(pages, language, rarity) {
    const places = new Map() // term -> where it stands: [[phrase, number of the word]]
    pages.forEach(({ id, title, queries }) => {
      for (const text of [title, ...queries]) {
        const one = { id, ...phrase(text, language) }
        one.told.forEach((terms, at) => {
          for (const term of new Set(terms)) places.set(term, places.get(term) ?? []).get(term).push([one, at])
        })
      }
    })

    return ({ units, faint }, weights) => {
      const passed = new Set(faint)
      const total = sum(weights)
      const found = new Map() // phrase -> the weight of what is shared, and what each of its words is met with
      units.forEach(({ terms }, number) => {
        const best = new Map()
        for (const [term, worth] of terms) {
          for (const [one, at] of places.get(term) ?? []) {
            if (!found.has(one)) found.set(one, { shared: 0, met: one.told.map(() => 0) })
            const { met } = found.get(one)
            if (worth > met[at]) met[at] = worth
            if (worth > (best.get(one) ?? 0)) best.set(one, worth)
          }
        }
        for (const [one, worth] of best) found.get(one).shared += worth * weights[number]
      })
      const alikes = new Map()
      for (const [{ id, told, faint: own }, { shared, met }] of found) {
        const missed = sum(told.map(([word], at) => rarity(word) * (1 - met[at])))
        const both = own.filter((word) => passed.has(word)).length
        const either = own.length + faint.length - both
        const alike = (shared + FAINT * both) / (shared + UNSAID * (total - shared) + missed + FAINT * either)
        alikes.set(id, alikes.get(id) ?? []).get(id).push(shared ? alike : 0)
      }
      for (const list of alikes.values()) list.sort((a, b) => b - a)
      return alikes
    }
  }

  // What is shown -------------------------------------------------------------------------

  const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }
  const escaped = (text) => text.replace(/[&<>"']/g, (one) => ENTITIES[one])

  /** A text as HTML, with the words marked that meet the query. */
  function marked(text, meeting, language) {
    return text.replace(/[\p{L}\p{N}'’]+|[^\p{L}\p{N}'’]+/gu, (piece) => {
      const met = language.telling(piece).some((term) => meeting.has(term))
      return met ? `<mark>${escaped(piece)}</mark>` : escaped(piece)
    })
  }

  /** What a query may become: the shortest title or search phrase that begins with it, or "". */
  function whole(text, completions) {
    const typed = text.toLowerCase().trimStart()
    const begun = /[^\s-]$/.test(typed) // in the middle of a word
    return (begun && completions.find((one) => one.startsWith(typed) && one.length > typed.length)) || ""
  }

  const sum = (numbers) => numbers.reduce((total, one) => total + one, 0)

  return { build }
})()
