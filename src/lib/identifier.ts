/** What an identifier may hold, as a person is told it (documented for entities of Content Hub). */
export const identifierRule = 'Use letters without accents, digits, full stops, underscores and hyphens only.'

/** True for a text that can be the identifier of an entity. `.` and `..` cannot stand in an address, so nothing finds them again. */
export const isIdentifier = (text: string): boolean =>
  /^[A-Za-z0-9._-]+$/.test(text) && !/^\.{1,2}$/.test(text)

/** A fresh identifier in the form of those that Content Hub itself gives: 22 characters of 16 random bytes. */
export function newIdentifier(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
