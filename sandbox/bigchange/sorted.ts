/** The items in the order of one of their members, texts by letter, as `direction` says. */
export function sorted<Item>(items: Item[], member: keyof Item & string, query: URLSearchParams): Item[] {
  const key = ({ [member]: value }: Item) => (typeof value === 'number' ? value : String(value ?? ''))
  const direction = query.get('direction') === 'descending' ? -1 : 1
  return items.toSorted((one, other) => {
    const [a, b] = [key(one), key(other)]
    return (a < b ? -1 : a > b ? 1 : 0) * direction
  })
}
