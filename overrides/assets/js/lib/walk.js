// A walk through a decision tree: where it began, the answers given, and the step it has come to.
// Pure functions; a walk is { from, at, answers }, answers a Map of question id -> answer in walking order.
//
// A graph is a Map of step id -> Map of answer -> id of the next step, or "" where it is on another page.
// Steps are only ever looked up in it, so that an address can name nothing that is not in the tree.

/** How far answers lead: the questions passed on the way, and the first step that is not. */
export function follow(graph, from, answers) {
  const passed = []
  let at = from
  for (let next; (next = graph.get(at).get(answers.get(at))); at = next) passed.push(at)
  return { passed, at }
}

/**
 * The walk that an address means, and whether all of the address still fits the tree. `given` are its
 * [question, answer] pairs in order, `wish` the step it names, if any. What does not fit is left out,
 * and the walk goes as far as the rest leads. An address that says nothing of the start begins where it can.
 */
export function read(graph, start, given, wish) {
  const answers = new Map(given.toReversed()) // of two answers to a question the first counts
  const known = given.map(([question]) => question).find((question) => graph.has(question))
  const from = answers.has(start) ? start : (known ?? wish ?? start)
  const { passed, at } = follow(graph, from, answers)
  const there = wish === at || passed.includes(wish)
  return {
    from,
    at: there ? wish : at,
    answers: take(passed, answers),
    fits: passed.length === given.length && (there || !wish),
  }
}

/**
 * The walk after an answer to the step it is at. Answers given before to later questions stay where the
 * new way still asks them, and the walk goes on to where they end; the others are `dropped`.
 */
export function answer({ from, at: question, answers }, graph, given) {
  const all = new Map(answers).set(question, given)
  const { passed, at } = follow(graph, from, all)
  const kept = take(passed, all)
  return { from, at, answers: kept, dropped: [...answers].filter(([id]) => !kept.has(id)) }
}

/** The walk at another of its steps, or, where it does not pass `step`, one that begins there. */
export function go(walk, graph, step) {
  const { passed, at } = follow(graph, walk.from, walk.answers)
  return step === at || passed.includes(step) ? { ...walk, at: step } : { from: step, at: step, answers: new Map() }
}

function take(questions, answers) {
  return new Map(questions.map((question) => [question, answers.get(question)]))
}
