import type { IncomingMessage } from 'node:http'
import { Refusal } from './refusal.ts'

/** Bounds what the bodies of one person's calls, which wait for their turn in memory, may hold together. */
export function createBodyRoom(bytesOfPerson: number, bodyLimit: number) {
  const taken = new Map<string, number>()

  return {
    /** Takes room for a call's body before it is read. The function given gives it back. Throws a Refusal. */
    take(person: string, call: IncomingMessage): () => void {
      const { 'content-length': length, 'transfer-encoding': encoding } = call.headers
      const bytes = encoding === undefined ? Number(length ?? 0) : bodyLimit
      const before = taken.get(person) ?? 0
      if (before + bytes > bytesOfPerson)
        throw new Refusal(
          429,
          'Too many calls',
          'Too much that you sent is waiting. Try again in a moment.',
          {
            'Retry-After': '5',
          },
        )
      taken.set(person, before + bytes)
      return () => {
        const left = (taken.get(person) ?? 0) - bytes
        if (left > 0) taken.set(person, left)
        else taken.delete(person)
      }
    },
  }
}
