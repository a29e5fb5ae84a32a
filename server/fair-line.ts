/** A line in which people take turns, whatever each of them has waiting. */
export function createFairLine<Waiting>() {
  /** Whose turn is next stands first. */
  const people = new Map<string, Set<Waiting>>()
  let size = 0

  return {
    get size() {
      return size
    },
    join(person: string, waiting: Waiting): void {
      const own = people.get(person) ?? new Set()
      people.set(person, own.add(waiting))
      size += 1
    },
    leave(person: string, waiting: Waiting): void {
      const own = people.get(person)
      if (!own?.delete(waiting)) return
      size -= 1
      if (own.size === 0) people.delete(person)
    },
    /** Takes out the oldest of the person whose turn it is. */
    next(): Waiting | undefined {
      for (const [person, own] of people) {
        for (const waiting of own) {
          size -= 1
          own.delete(waiting)
          people.delete(person)
          if (own.size > 0) people.set(person, own)
          return waiting
        }
      }
      return undefined
    },
    /** Takes out the latest of the person who has most waiting; of several the one who came last. */
    takeLast(): Waiting | undefined {
      let [whose, most]: [string, Set<Waiting>] = ['', new Set()]
      for (const [person, own] of people) if (own.size >= most.size) [whose, most] = [person, own]
      const last = [...most].at(-1)
      if (last !== undefined) this.leave(whose, last)
      return last
    },
  }
}
