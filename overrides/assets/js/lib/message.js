// The words of a variant as they leave the page: plain text, rich text, and a mail for the mail program.

// Mail programs and systems cut or refuse longer addresses.
const MOST = 1900
const SUBJECT = "handbook:says.script.subject"

/** The subject on one line, or "" where the variant has none. */
export function subject(variant) {
  const line = variant.querySelector(".script__subject-text")
  return line ? line.textContent.replace(/\s+/g, " ").trim() : ""
}

/** The body as plain text, paragraphs apart by an empty line. */
export function body(variant) {
  return paragraphs(variant).map(plain).join("\n\n")
}

/** Subject, where there is one, and body. */
export function whole(variant) {
  const line = subject(variant)
  return line ? `${SUBJECT} ${line}\n\n${body(variant)}` : body(variant)
}

/** The body as HTML that holds nothing but paragraphs of text, line breaks and <bdi>. */
export function rich(variant) {
  return paragraphs(variant).map((paragraph) => clean(paragraph).outerHTML).join("\n")
}

/** The same with the subject, where there is one, on a line before it. */
export function richWhole(variant) {
  const first = document.createElement("p")
  first.textContent = `${SUBJECT} ${subject(variant)}`
  return subject(variant) ? `${first.outerHTML}\n${rich(variant)}` : rich(variant)
}

/**
 * { href, left }: the address that opens a mail, and what it could not carry and must be copied:
 * "", "body", or "whole" where not even the subject fits.
 */
export function mail(variant) {
  const start = `mailto:?subject=${encode(subject(variant))}`
  const full = `${start}&body=${encode(body(variant))}`
  if (full.length <= MOST) return { href: full, left: "" }
  return start.length <= MOST ? { href: start, left: "body" } : { href: "mailto:", left: "whole" }
}

function paragraphs(variant) {
  return [...variant.querySelectorAll(".script__body > p")]
}

/** The text of a paragraph. Its own line breaks are <br>; those of a value stand in the value. */
function plain(node) {
  if (node.nodeName === "BR") return "\n"
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\n/g, "")
  if (node.matches(".field")) return node.textContent
  return [...node.childNodes].map(plain).join("")
}

function clean(paragraph) {
  const copy = document.createElement("p")
  for (const node of paragraph.childNodes) {
    if (!node.matches?.(".field")) {
      copy.append(node.cloneNode(true))
      continue
    }
    const value = document.createElement("bdi")
    const lines = node.textContent.split("\n")
    value.append(...lines.flatMap((line, index) => (index ? [document.createElement("br"), line] : [line])))
    copy.append(value)
  }
  return copy
}

/** As RFC 6068 asks: lines end in CRLF, and a space is %20, never "+". */
function encode(text) {
  return encodeURIComponent(text.replace(/\r\n|\r|\n/g, "\r\n"))
}
