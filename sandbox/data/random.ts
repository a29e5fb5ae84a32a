/** A whole number from 0 to 2^32 - 1 that depends only on what it is given (one round of murmur3's finisher each). */
export function hash(...numbers: number[]): number {
  let mixed = 0x9e3779b9
  for (const number of numbers) {
    mixed = Math.imul(mixed ^ (number >>> 0), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    mixed ^= mixed >>> 16
  }
  return mixed >>> 0
}

/** One of the choices, always the same one for the same numbers. */
export function pick<T>(choices: readonly [T, ...T[]], ...numbers: number[]): T {
  return choices[hash(...numbers) % choices.length] ?? choices[0]
}

/** Hexadecimal text of that many digits. */
export function hex(digits: number, ...numbers: number[]): string {
  let text = ''
  for (let part = 0; text.length < digits; part++)
    text += hash(...numbers, part)
      .toString(16)
      .padStart(8, '0')
  return text.slice(0, digits)
}

/** The numbers 0 to `count` - 1 in an order that depends only on `salt`. */
export function shuffled(count: number, salt: number): number[] {
  const numbers = Array.from({ length: count }, (_, n) => n)
  for (let last = count - 1; last > 0; last--) {
    const other = hash(salt, last) % (last + 1)
    const kept = numbers[last] ?? 0
    numbers[last] = numbers[other] ?? 0
    numbers[other] = kept
  }
  return numbers
}
