// A walk through a decision tree: { from, at, answers }, where it began, the step it is at, and a Map of
// question -> answer in walking order, which may lead on from there. Pure functions.
//
// A graph is a Map of step -> Map of answer -> next step, or undefined where that is on another page.
// Steps and answers are only ever looked up in it, so an address can name nothing that is not in the tree.

/** The questions that answers lead through, and the first step that has none that fits. */
export function follow(graph, from, answers) {
  const passed = []
  let at = from
  for (let next; (next = graph.get(at).get(answers.get(at))); at = next) passed.push(at)
  return { passed, at }
}

/**
 * The walk that an address means, as far as it fits the tree, and whether all of it fits. `given` are its
 * [question, answer] pairs, `wish` the step it names. One that says nothing of the start begins where it can.
 */
export function read(graph, start, given, wish) {
  const answers = new Map(given)
  const known = [...answers.keys()].find((question) => graph.has(question))
  const from = answers.has(start) ? start : (known ?? wish ?? start)
  const { passed, at } = follow(graph, from, answers)
  const there = wish === at || passed.includes(wish)
  const fits = passed.length === given.length && (there || !wish)
  return { from, at: there ? wish : at, answers: only(passed, answers), fits }
}

/**
 * The walk after an answer to the step it is at. Later answers that the new way still asks for stay, and
 * the walk goes on to where they end; the others are `dropped`.
 */
export function answer(walk, graph, given) {
  const all = new Map(walk.answers).set(walk.at, given)
  const { passed, at } = follow(graph, walk.from, all)
  const answers = only(passed, all)
  return { from: walk.from, at, answers, dropped: [...walk.answers].filter(([question]) => !answers.has(question)) }
}

/** The walk at another of its steps; where it does not come by `step`, a new one that begins there. */
export function go(walk, graph, step) {
  const { passed, at } = follow(graph, walk.from, walk.answers)
  return step === at || passed.includes(step) ? { ...walk, at: step } : { from: step, at: step, answers: new Map() }
}

/**
 * Whether a walk is one as a tree keeps it in storage for the next page: texts alone, of a page below `root`. A
 * neighbour on the same host may have put anything there.
 */
export function told(walk, root) {
  const { query, title, href, lines } = walk || {}
  if (!Array.isArray(lines) || !lines.every((line) => Array.isArray(line) && line.length === 2)) return false
  return [query, title, href, ...lines.flat()].every((text) => typeof text === "string") && href.startsWith(root)
}

function only(questions, answers) {
  return new Map(questions.map((question) => [question, answers.get(question)]))
}
