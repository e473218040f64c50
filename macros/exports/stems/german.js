// The forms of a German word: "schreien" -> "schrei", and "kuendigen" is "kundigen", as the search gives "kündigen". After
// CISTEM (Weissweiler and Fraser, 2017), which takes "schreit" and "schreien" for one, as Snowball does not: ge- in front,
// then -em, -er, -nd, -t, -e, -s and -n at the end, as long as enough is left. There "sch", "ei" and "ie" are one letter,
// and a double letter is not parted.

function handbookGerman(word) {
  let rest = word
    .replace(/(^|[^aeiouq])([aou])e/g, "$1$2")
    .replace(/^ge(?=.{4})/, "")
    .replace(/sch/g, "$")
    .replace(/ei/g, "%")
    .replace(/ie/g, "&")
    .replace(/(.)\1/g, "$1*")
  for (let before = ""; rest !== before && rest.length > 3; ) {
    before = rest
    if (rest.length > 5) rest = rest.replace(/e[mr]$|nd$/, "")
    if (rest === before) rest = rest.replace(/t$/, "")
    if (rest === before) rest = rest.replace(/[esn]$/, "")
  }
  return rest.replace(/(.)\*/g, "$1$1").replace(/&/g, "ie").replace(/%/g, "ei").replace(/\$/g, "sch")
}
