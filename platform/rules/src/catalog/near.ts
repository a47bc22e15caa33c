/** Words shorter than this are too like each other to guess at. */
export const NEAR_FROM = 4

/** A word with each one of its letters left out. */
export const deletionsOf = (word: string): string[] => {
  const signs = [...word]
  return [...new Set(signs.map((_, at) => signs.filter((__, n) => n !== at).join('')))]
}

/** Whether one slip makes one word of the other: a sign wrong, missing, too many, or two that touch exchanged. */
export function isNear(a: string, b: string): boolean {
  const [one, other] = [[...a], [...b]]
  let head = 0
  while (head < one.length && head < other.length && one[head] === other[head]) head++
  const rest = (signs: readonly string[], from: number) => signs.slice(from).join('')
  return (
    rest(one, head + 1) === rest(other, head + 1) ||
    rest(one, head + 1) === rest(other, head) ||
    rest(one, head) === rest(other, head + 1) ||
    (one[head] === other[head + 1] &&
      one[head + 1] === other[head] &&
      rest(one, head + 2) === rest(other, head + 2))
  )
}

/**
 * The parts on both sides of each sign of a Chinese word, any of which may be the wrong one: goods that have both parts
 * are meant. One part at least keeps two signs, or too little is left of the word.
 */
export function halvesOf(word: string): string[][] {
  const signs = [...word]
  return signs
    .map((_, at) => [signs.slice(0, at).join(''), signs.slice(at + 1).join('')].filter((part) => part !== ''))
    .filter((parts) => parts.some((part) => [...part].length > 1))
}
