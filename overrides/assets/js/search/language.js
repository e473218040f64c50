// What the search knows of people's words: which to pass over, which mean the same, which there are, and so what a
// query may mean. A classic script: it runs in a worker and in a page. Needs: the global handbookWords.

var handbookLanguage = (() => {
  const { lines, split, form, editDistance } = handbookWords

  const MOST_UNITS = 16
  const SYNONYM = 0.85
  const PREFIX = 0.8
  const SLIPPED = [1, 0.85, 0.6] // by number of slips
  const OTHER_FIRST_LETTER = 0.8 // people seldom slip on the first letter
  const READINGS = 3 // of one unknown word
  const GROUP = "=" // begins the term of a group of synonyms, which no word does

  /** Slips that an unknown word of so many letters may have. */
  const allowed = (letters) => (letters < 4 ? 0 : letters < 6 ? 1 : 2)

  /** Of `data`, what is not pages; `counts` says how often each word of the pages occurs; `stem` is that of its language. */
  function Language({ ignored: passed, foreign: others, synonyms, asked }, counts, stem) {
    const ignored = new Set(passed.flatMap(split))
    const foreign = new Set(others.flatMap(split))
    const same = lines(synonyms).map((group) => group.split("|"))
    const starts = beginnings(same, stem)
    const asking = asked.flatMap((phrases, kind) => phrases.map((one) => ({ kind, row: split(one).map(stem) })))
    const vocabulary = new Map(counts)
    note(vocabulary, passed, 20)
    note(vocabulary, [...same, ...asked].flat(), 5)
    const stems = new Set([...vocabulary.keys()].map(stem))
    const letters = new Set([...vocabulary.keys()].join("")) // that ours is written in

    /** The stems of a phrase's words, all of them: of a query `read` gives the same. */
    const stemmed = (phrase) => split(phrase).map(stem).join(" ")

    /** A single word, as `split` gives it, as terms: its stem, and its group. */
    const single = remembered((word) => {
      const own = stem(word)
      return [own, ...groups([own]).map((one) => one.group)]
    })

    /** The terms of the words of a piece of text that tell something. */
    const telling = remembered((piece) => split(piece).filter((word) => !ignored.has(word)).flatMap(single))

    /** The groups of synonyms in a row of stems: [{group, from, to}], of each place the longest. */
    function groups(row) {
      const found = []
      for (let from = 0; from < row.length; from++) {
        const one = (starts.get(row[from]) ?? []).find((each) => holds(row, each.row, from))
        if (one) found.push({ group: one.group, from, to: from + one.row.length })
      }
      return found
    }

    /** A phrase as terms: the stems of its words, and the groups that stand in it. */
    function terms(phrase) {
      const row = split(phrase).map(stem)
      return [...row, ...groups(row).map((one) => one.group)]
    }

    /** The pairs of neighbours in a phrase, each once; of a word that has a group, the group. */
    const pairs = (phrase) => neighbours(split(phrase))
    function neighbours(words) {
      return [...new Set(beside(words.map((word) => single(word).at(-1))))]
    }

    /** What an unknown word may have been meant to be: [[word, worth]], the likeliest first; [] for anything. */
    function guesses(word, last) {
      const most = allowed(word.length)
      const found = []
      for (const [known, count] of vocabulary) {
        if (last && word.length > 1 && known.startsWith(word)) {
          found.push([known, PREFIX, PREFIX * 10 + Math.log(1 + count) - (known.length - word.length) / 10])
        } else if (most && Math.abs(known.length - word.length) <= most) {
          const number = editDistance(word, known, most)
          const worth = number > most ? 0 : SLIPPED[number] * (known[0] === word[0] ? 1 : OTHER_FIRST_LETTER)
          if (worth) found.push([known, worth, worth * 10 + Math.log(1 + count)])
        }
      }
      return found.sort((a, b) => b[2] - a[2]).slice(0, READINGS)
    }
    const whole = remembered((word) => guesses(word, false))
    const begun = remembered((word) => guesses(word, true))

    /** Whether a word, in any form, stands in the pages or among the words that the search is told of. */
    const knows = (word) => stems.has(stem(word)) || ignored.has(word)

    /** Whether a text is in a language that the pages are not in: it has words of another, and few of ours. */
    function strange(text) {
      const typed = split(text)
      const other = (word) => foreign.has(word) && !vocabulary.has(word) // in any form: "cliente" has the stem of "client"
      const theirs = typed.filter(other).length
      const unknown = typed.filter((word) => other(word) || !knows(word))
      const unread = typed.filter((word) => ![...word].some((letter) => letters.has(letter))).length
      return foreign.size > 0 && ((theirs > 0 && 2 * unknown.length > typed.length) || 2 * unread > typed.length)
    }

    function meant(word, last) {
      const found = knows(word) ? [] : last ? begun(word) : whole(word)
      return found.length ? found : [[word, 1]]
    }

    /**
     * A query as {units, faint, forms, row, pairs, asked, all}. A unit is a word or phrase that has to be met: [[term, worth]],
     * what may meet it, and the likeliest reading of a word, "" for a phrase, whose words are units too. `faint` are the
     * words passed over, `forms` all words and groups as the learning knows them, `features` these and pairs of forms, `row` the stems of all words, `pairs`
     * all neighbours, `asked` the kinds of page it asks for, `all` whether for nothing else.
     */
    function read(text) {
      const typed = split(text)
      const ending = /[\p{L}\p{N}]$/u.test(text) // the last word may go on
      const readings = typed.map((word, at) => meant(word, ending && at === typed.length - 1))
      const likely = readings.map(([[word]]) => word)
      const row = likely.map(stem)
      const told = likely.some((word) => !ignored.has(word))
      const units = []
      const faint = []
      readings.forEach((options, at) => {
        if (told && ignored.has(likely[at])) faint.push(row[at])
        else if (units.length < MOST_UNITS) units.push({ word: likely[at], terms: [...worths(options)] })
      })
      const same = groups(row)
      for (const { group, from, to } of same) {
        const several = to - from > 1 && units.length < MOST_UNITS
        if (several) units.push({ word: "", terms: [[group, 1]] })
      }
      likely.slice(1).forEach((word, at) => {
        const joined = likely[at] + word // "charge back" is "chargeback"
        if (stems.has(stem(joined)) && units.length < MOST_UNITS) units.push({ word: "", terms: [...worths([[joined, 1]])] })
      })
      const forms = [...new Set([...likely.map(form), ...same.map((one) => one.group)])]
      const features = [...forms, ...beside(likely.map(form))]
      return { units, faint, forms, features, row: row.join(" "), pairs: neighbours(likely), ...kinds(row, likely) }
    }

    /** The terms of a word's readings, each with what it is worth. */
    function worths(options) {
      const found = new Map()
      for (const [word, worth] of options) {
        single(word).forEach((term, number) => {
          found.set(term, Math.max(found.get(term) ?? 0, worth * (number ? SYNONYM : 1)))
        })
      }
      return found
    }

    function kinds(row, likely) {
      const asked = new Set()
      const met = new Set()
      for (const one of asking) {
        for (let from = 0; from + one.row.length <= row.length; from++) {
          if (!holds(row, one.row, from)) continue
          asked.add(one.kind)
          one.row.forEach((_, step) => met.add(from + step))
        }
      }
      return { asked, all: asked.size > 0 && likely.every((word, at) => met.has(at) || ignored.has(word)) }
    }

    return { ignored, stem, stemmed, knows, strange, single, telling, terms, pairs, read }
  }

  const beside = (row) => row.slice(1).map((next, at) => `${row[at]} ${next}`)

  /** First stem of a synonym -> [{row, group}], the longest first. */
  function beginnings(synonyms, stem) {
    const found = new Map()
    synonyms.forEach((group, number) => {
      for (const synonym of group) {
        const row = split(synonym).map(stem)
        if (!found.has(row[0])) found.set(row[0], [])
        found.get(row[0]).push({ row, group: GROUP + number })
      }
    })
    for (const list of found.values()) list.sort((a, b) => b.row.length - a.row.length)
    return found
  }

  /** Adds `times` to the count of each word of the phrases. */
  function note(counts, phrases, times) {
    for (const phrase of phrases) for (const word of split(phrase)) counts.set(word, (counts.get(word) ?? 0) + times)
  }

  const holds = (row, part, from) => part.every((one, step) => row[from + step] === one)

  /** The function of one word, whose answers are kept: there are only so many words, but a reader may type any. */
  function remembered(answer, most = 20_000) {
    const known = new Map()
    return (word) => {
      let found = known.get(word)
      if (found === undefined) {
        if (known.size >= most) known.clear()
        known.set(word, (found = answer(word)))
      }
      return found
    }
  }

  return { Language, GROUP, note, remembered }
})()
