// Runs modules as modules, and then what they were joined to, in one process: for each line of the input, a JSON object
// of a folder, its entries in order and the scripts made of them, one line of what each of both has told.

async function told(run, all) {
  const lines = []
  globalThis.tell = (...seen) => lines.push(seen.map(shown).join(" "))
  for (const one of all) {
    try {
      await run(one)
    } catch (error) {
      lines.push(`threw ${error.message.includes("SyntaxError") ? "SyntaxError" : error.name}`)
    }
  }
  await new Promise((done) => setTimeout(done))
  return lines
}

function shown(one) {
  if (typeof one === "function") return `${one.name}()=${one.is ?? one()}`
  if (typeof one !== "object" || one === null) return String(one)
  const parts = Object.keys(one).map((name) => `${name}:${shown(one[name])}`)
  return `{${Object.isExtensible(one)} ${"toString" in one} ${parts}}`
}

const input = Deno.stdin.readable.pipeThrough(new TextDecoderStream())
let rest = ""
globalThis.window = globalThis
for await (const chunk of input) {
  const lines = (rest + chunk).split("\n")
  rest = lines.pop()
  for (const line of lines) {
    const { folder, entries, scripts } = JSON.parse(line)
    const apart = await told((path) => import(`file://${folder}/${path}`), entries)
    delete globalThis.handbookParts
    const joined = await told((text) => (0, eval)(text), scripts)
    console.log(JSON.stringify([apart, joined]))
  }
}
